//! From a typed letter to an explained decision.
//!
//! ```text
//! cargo run --example quickstart                     # byy, and the form in quickstart.json
//! cargo run --example quickstart -- 驾驶              # another query
//! cargo run --example quickstart -- byy form.json    # another form
//! cargo run --example quickstart -- byy form.json 2022-03-10
//! ```

use std::error::Error;
use std::process::ExitCode;

use gongkao::eligibility::trace::{Comparison, NodeTrace, Observed, Outcome, RuleStatus};
use gongkao::materials::Need;
use gongkao::model::application::ApplicationForm;
use gongkao::model::citation::{Citation, Confidence};
use gongkao::model::date::Date;
use gongkao::policy::counting::Granularity;
use gongkao::{Engine, Report, read_day};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("错误：{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let query = arguments.next().unwrap_or_else(|| "byy".to_owned());
    let form = match arguments.next() {
        None => include_str!("quickstart.json").to_owned(),
        Some(path) => std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?,
    };
    let day = read_day(&arguments.next().unwrap_or_else(|| "2022-03-10".to_owned()))?;

    let engine = Engine::henan()?;
    search(&engine, &query);
    let report = engine.assess(&ApplicationForm::from_json(&form)?, None, day);
    print(&engine, &report);
    Ok(())
}

fn search(engine: &Engine, query: &str) {
    println!("查找工种“{query}”");
    let hits = engine.search(query, 5);
    if hits.is_empty() {
        println!("  没有找到，请换拼音首字母或名称再试");
    }
    for hit in hits {
        println!("  {}  {}", hit.name, hit.reading);
    }
}

fn print(engine: &Engine, report: &Report) {
    println!("\n{}年考核，{}", report.exam_year, report.day);
    println!("结论：{}", word(engine, "verdict", report.verdict.name()));
    for finding in &report.findings {
        println!("\n  [{}] {}", word(engine, "severity", finding.severity.name()), finding.message.zh);
        println!(
            "       {}{}",
            finding.code,
            if finding.path.is_empty() { String::new() } else { format!("（{}）", finding.path) }
        );
        for citation in &finding.citations {
            println!("       依据：{}", cited(report, citation));
        }
    }
    println!("\n报考条件");
    for rule in &report.rules {
        println!("  {} {}（{}）", mark(rule.decides()), rule.label.zh, word(engine, "status", rule.status.name()));
        if rule.status != RuleStatus::NotApplicable {
            tree(engine, &rule.condition, 2);
        }
    }
    println!("\n年限如何计算");
    for count in &report.counts {
        let quantity = word(engine, "quantity", count.quantity.name());
        let shown = |day: Date| match count.granularity {
            Granularity::Year => format!("{}年", day.year()),
            Granularity::Month | Granularity::Day => day.to_string(),
        };
        let from = count.from.map_or_else(String::new, |from| format!("从{}", shown(from)));
        let until = shown(count.until);
        println!("  {quantity}：{}，{from}算到{until}。{}", count.years, cited(report, &count.citation));
    }
    println!("\n上传资料");
    for material in report.materials.iter().filter(|material| material.need != Need::NotApplicable) {
        println!(
            "  {} {}（{}）",
            if material.uploaded > 0 { "已上传" } else { "未上传" },
            material.label.zh,
            word(engine, "need", material.need.name())
        );
    }
}

/// What a name of the contract is called in Chinese.
fn word<'a>(engine: &'a Engine, kind: &str, name: &'a str) -> &'a str {
    engine.messages().word(&format!("{kind}/{name}")).map_or(name, |text| &text.zh)
}

fn mark(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "✓",
        Outcome::Unmet => "✗",
        Outcome::Unknown => "？",
    }
}

fn tree(engine: &Engine, node: &NodeTrace, depth: usize) {
    let what = match &node.comparison {
        Some(comparison) => compared(engine, comparison),
        None => word(engine, "node", node.kind.name()).to_owned(),
    };
    println!("{}{} {what}", "  ".repeat(depth), mark(node.outcome));
    for child in &node.children {
        tree(engine, child, depth + 1);
    }
}

fn compared(engine: &Engine, comparison: &Comparison) -> String {
    let quantity = comparison.quantity.name();
    let say = |observed: &Observed| match observed {
        Observed::Number(number) => number.to_string(),
        Observed::Word(text) => word(engine, quantity, text).to_owned(),
        Observed::Words(words) => words.iter().map(|text| word(engine, quantity, text)).collect::<Vec<_>>().join("或"),
        Observed::Flag(flag) => if *flag { "是" } else { "否" }.to_owned(),
        Observed::Between { least, most } => {
            format!("{least}至{}", most.map_or("多".to_owned(), |most| most.to_string()))
        }
        Observed::Days { first, last } => format!("{first}至{last}"),
    };
    let operator = word(engine, "operator", &comparison.operator);
    format!(
        "{}：{}，要求{operator}{}",
        word(engine, "quantity", quantity),
        comparison.actual.as_ref().map_or("未填写".to_owned(), say),
        say(&comparison.required)
    )
}

fn cited(report: &Report, citation: &Citation) -> String {
    let document = report.documents.get(&citation.document);
    let name =
        document.map_or(citation.document.as_str(), |document| document.number.as_deref().unwrap_or(&document.title));
    let sure = match citation.confidence {
        Confidence::Stated => "",
        Confidence::Likely => "〔很可能〕",
        Confidence::Assumed => "〔设定〕",
    };
    format!("{name} {}{sure}", citation.clause)
}
