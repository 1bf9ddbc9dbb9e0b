/** What the element says. A page replaces any of it through `messages`; words in braces are filled in. */

const zh = {
  label: '工种',
  placeholder: '拼音首字母、全拼或汉字，如 byy',
  hint: '输入后按上下方向键选择，按回车键确定。',
  toggle: '展开或收起列表',
  loading: '正在加载，请稍候。',
  count: '找到 {count} 项。',
  more: '显示前 {count} 项，继续输入可缩小范围。',
  none: '没有找到“{text}”。请输入拼音首字母、全拼或汉字。',
  alike: '没有找到“{text}”，您要找的是不是：',
  chosen: '已选择“{name}”。',
  cleared: '已清空。',
  required: '请选择{label}。',
  unknown: '目录中没有“{text}”，请从列表中选择。',
  did_you_mean: '您要找的是不是：',
  merged: '“{name}”已合并，请选择合并后的“{instead}”。',
  cancelled: '“{name}”已取消。经单位人事部门同意后，请选择就近岗位工种：{instead}。',
  gone: '“{name}”已不再使用，请另选。',
  former: '“{name}”{what}。',
  now_merged: '已合并为{instead}',
  now_cancelled: '已取消',
  alias: '曾用名：',
  plain: '暂时不能查找，请直接填写{label}的全称。',
  retry: '重试查找',
  and: '、',
};

const en = {
  label: 'Work type',
  placeholder: 'Initials, pinyin or hanzi, such as byy',
  hint: 'Type, choose with the arrow keys, confirm with Enter.',
  toggle: 'Open or close the list',
  loading: 'Loading, one moment.',
  count: '{count} found.',
  more: 'The first {count}; type more to narrow them down.',
  none: 'Nothing found for “{text}”. Type initials, pinyin or hanzi.',
  alike: 'Nothing found for “{text}”. Did you mean:',
  chosen: '“{name}” chosen.',
  cleared: 'Cleared.',
  required: 'Choose: {label}.',
  unknown: '“{text}” is not in the catalogue. Choose from the list.',
  did_you_mean: ' Did you mean:',
  merged: '“{name}” was merged. Choose what it was merged into: {instead}.',
  cancelled: '“{name}” was cancelled. With the consent of the personnel office of your unit, choose a neighbouring work type: {instead}.',
  gone: '“{name}” is no longer in use. Choose another.',
  former: '“{name}”: {what}.',
  now_merged: 'merged into {instead}',
  now_cancelled: 'cancelled',
  alias: 'formerly ',
  plain: 'The search does not work just now. Write the full name: {label}.',
  retry: 'Try again',
  and: ', ',
};

/** The texts for an element: its page's own before those of its language. */
export function messagesFor(element, own) {
  const lang = element.lang || element.closest('[lang]')?.lang || 'zh';
  const messages = { ...(/^en\b/i.test(lang) ? en : zh), ...own };
  return (name, values = {}) => messages[name].replace(/\{(\w+)\}/g, (whole, word) => values[word] ?? whole);
}
