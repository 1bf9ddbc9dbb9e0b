// Runs in every browser, before the page; so it is written as of long ago. Where the page cannot run, the forms that post do.
(function () {
  var able =
    'noModule' in HTMLScriptElement.prototype && window.fetch && Object.fromEntries && window.URLSearchParams && window.AbortController;
  // The field for units and work types is an element of its own.
  if (document.currentScript && document.currentScript.hasAttribute('data-elements'))
    able = able && window.customElements && 'attachInternals' in HTMLElement.prototype && 'adoptedStyleSheets' in Document.prototype;
  if (!able) return location.replace('/plain/');
  // A script of the page that did not come, or that this browser cannot read.
  window.addEventListener(
    'error',
    function (event) {
      var isScript = event.target && event.target.tagName === 'SCRIPT';
      var cannotRead = event.error && event.error.name === 'SyntaxError';
      if (document.documentElement.hasAttribute('data-runs') || !(isScript || cannotRead)) return;
      document.getElementById('app').innerHTML =
        '<main><h1>页面没有加载完整</h1><p>请检查网络后<a href="">重新加载</a>；仍不能打开的，请使用<a href="/plain/">简易版页面</a>。</p></main>';
    },
    true,
  );
})();
