//! Whole tables of people, decided as Arrow columns.
//!
//! A [`Table`] binds a batch of rows to an engine and a day, and a [`Prepared`] one batch after the other; [`Table::decide`] answers some
//! of its rows with a batch of its own. The columns that may come in are [`columns`], those that come out [`answers`]. A row with a value
//! that is none gets its own error and spoils no other. The engine starts no threads: a host cuts the rows into [`parts`] and lets threads share the table.
//!
//! The answer is [`Engine::eligible`](crate::Engine::eligible)'s, row by row. Two thousand rows at a time, each comparison of the plans gives
//! two sets of rows, one bit a row: where it is met and where it is unmet. Joints are and-or over 64 rows in one step, and what several
//! levels ask is asked once. What no column says by itself, as awards, is worked out row by row into a column; rows that claim an exception
//! are decided one by one.

mod answer;
mod chunk;
mod column;
mod compare;
mod decide;
mod decoded;
mod explain;
mod grown;
mod mask;
mod nodes;
mod outlook;
mod prepared;
mod row;
mod rules;
mod schema;
mod simulate;
mod steps;
mod table;
mod tally;
mod text;
mod texts;
mod times;
mod told;
mod turning;
mod view;
mod way;
mod words;

pub use self::answer::{Answered, Summary, Wanted, answers, letter, parts};
pub use self::column::Rubbish;
pub use self::prepared::Prepared;
pub use self::schema::{Column, Kind, columns};
pub use self::table::Table;
