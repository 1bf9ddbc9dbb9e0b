//! The same file, or the same picture, sent twice.

use std::collections::{BTreeMap, BTreeSet};

use super::FileUpload;
use super::rules::FileRules;
use crate::finding::{Code, Param, Remark};
use crate::order;

/// For each upload what is to be said of it and the others, in their order. Each pair is looked at once and costs little, so
/// that thousands of copies of one file take no more than as many different ones. `label` says what a material is called.
pub(crate) fn twins(uploads: &[FileUpload], rules: &FileRules, label: impl Fn(&str) -> Param) -> Vec<Vec<Remark>> {
    let materials = order::set(uploads.iter().map(|upload| upload.material.as_str()));
    let materials: Vec<&str> = materials.into_iter().collect();
    let mut digests = BTreeMap::new();
    let mut sent = Vec::with_capacity(uploads.len());
    for upload in uploads {
        let next = digests.len();
        sent.push(Sent {
            material: materials.binary_search(&upload.material.as_str()).unwrap_or_default(),
            // One empty file is like any other.
            digest: upload
                .file
                .digest
                .as_ref()
                .filter(|_| upload.file.size > 0)
                .map(|digest| *digests.entry(digest).or_insert(next)),
            look: upload.file.jpeg.as_ref().and_then(|jpeg| jpeg.look.as_deref()).and_then(words),
        });
    }
    let alike = &rules.photo.look_alike_bits;
    let mut all = Vec::with_capacity(uploads.len());
    for (at, one) in sent.iter().enumerate() {
        let (mut same, mut similar) = (Others::default(), Others::default());
        for (place, other) in sent.iter().enumerate().filter(|(place, _)| *place != at) {
            if one.digest.is_some() && one.digest == other.digest {
                same.add(place, other.material);
            } else if near(one.look.as_ref(), other.look.as_ref(), alike.value) {
                similar.add(place, other.material);
            }
        }
        let mut remarks = Vec::new();
        if !same.places.is_empty() {
            remarks.push(same.named(Remark::new(Code::FileTwice, "digest"), &materials, &label));
        }
        if !similar.places.is_empty() {
            let mut remark = Remark::new(Code::FileLookAlike, "jpeg.look");
            remark.citations.push(alike.citation.clone());
            remarks.push(similar.named(remark, &materials, &label));
        }
        all.push(remarks);
    }
    all
}

/// What of an upload is held against the others: its material and digest by number, and its look.
struct Sent {
    material: usize,
    digest: Option<usize>,
    look: Option<[u64; 4]>,
}

/// The uploads that are like one: their places in the list, and their materials in the order of their names.
#[derive(Default)]
struct Others {
    places: Vec<usize>,
    materials: BTreeSet<usize>,
}

impl Others {
    /// More are counted by nobody.
    const SHOWN: usize = 20;

    fn add(&mut self, place: usize, material: usize) {
        if self.places.len() < Self::SHOWN {
            self.places.push(place);
        }
        let is_full = self.materials.len() >= Self::SHOWN;
        if !is_full || self.materials.last().is_some_and(|last| material < *last) {
            self.materials.insert(material);
            if self.materials.len() > Self::SHOWN {
                self.materials.pop_last();
            }
        }
    }

    fn named(&self, remark: Remark, materials: &[&str], label: impl Fn(&str) -> Param) -> Remark {
        let names = self.materials.iter().filter_map(|at| materials.get(*at).copied());
        let labels: Vec<Param> = names.clone().map(label).collect();
        let names: Vec<Param> = names.map(Param::from).collect();
        let places: Vec<Param> =
            self.places.iter().map(|place| i64::try_from(place + 1).unwrap_or(i64::MAX).into()).collect();
        remark.with("materials", labels).with("names", names).with("places", places)
    }
}

/// The 256 bits of a look.
fn words(look: &str) -> Option<[u64; 4]> {
    let mut words = [0; 4];
    if look.len() != 64 || !look.is_ascii() {
        return None;
    }
    for (at, word) in words.iter_mut().enumerate() {
        *word = u64::from_str_radix(look.get(at * 16..(at + 1) * 16)?, 16).ok()?;
    }
    Some(words)
}

/// Whether two looks differ in few bits. Most differ in too many by their first quarter.
fn near(one: Option<&[u64; 4]>, other: Option<&[u64; 4]>, most: u32) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return false };
    let mut differ = 0;
    one.iter().zip(other).all(|(one, other)| {
        differ += (one ^ other).count_ones();
        differ <= most
    })
}
