//! The closed lists a procedure is written in: states, actions, guards, outcomes.

use serde::{Deserialize, Serialize};

macro_rules! names {
    ($(#[$meta:meta])* $type:ident { $($(#[$doc:meta])* $variant:ident = $name:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $type {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)*
        }

        impl $type {
            /// Every one, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in JSON and data.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

names! {
    /// Where an application stands.
    StateName {
        /// 填报中: may be anything, valid or not.
        Draft = "draft",
        /// 待确认: submitted, and findings were shown that have to be acknowledged.
        AwaitingConfirmation = "awaiting_confirmation",
        /// 待上传资料: submitted, and materials are missing.
        AwaitingMaterials = "awaiting_materials",
        /// 审核中: at a stage of the review.
        UnderReview = "under_review",
        /// 需补充: sent back, with the named items unlocked.
        SupplementRequested = "supplement_requested",
        /// 现场审核: the papers are looked at on site.
        OnSiteReview = "on_site_review",
        /// 审核通过
        Approved = "approved",
        /// 审核不通过
        Rejected = "rejected",
        /// 准考证已开放
        TicketOpen = "ticket_open",
        /// 已考核
        Examined = "examined",
        /// 已办结
        Closed = "closed",
        /// 已撤回
        Withdrawn = "withdrawn",
    }
}

names! {
    /// What somebody may ask of an application. Each is a command of the same name.
    Action {
        /// Choose region and level, which makes a draft.
        Start = "start",
        /// Delete what was filled in and start again, keeping what still fits.
        Restart = "restart",
        /// Save the form, valid or not.
        Save = "save",
        /// Submit.
        Submit = "submit",
        /// Add one file.
        Upload = "upload",
        /// Put one file in the place of another.
        Replace = "replace",
        /// Take one file out.
        Remove = "remove",
        /// Make a token by which a phone may send one file.
        IssueToken = "issue_token",
        /// Take that token back.
        RevokeToken = "revoke_token",
        /// Add the one file a token is for.
        UploadByToken = "upload_by_token",
        /// Print the application form and its cover.
        PrintForm = "print_form",
        /// Take the application back.
        Withdraw = "withdraw",
        /// Give up a draft whose time has passed.
        Lapse = "lapse",
        /// Take an application on one's desk.
        Claim = "claim",
        /// Put it back.
        Release = "release",
        /// Pass it at this stage.
        Pass = "pass",
        /// Refuse it for good.
        Reject = "reject",
        /// Send it back for correction or more material.
        RequestSupplement = "request_supplement",
        /// Send it to the on-site review.
        ReferOnSite = "refer_on_site",
        /// Cancel it for something found out later.
        Disqualify = "disqualify",
        /// Give the ticket its batch, number and seat.
        Arrange = "arrange",
        /// Open the printing of the ticket.
        OpenTicket = "open_ticket",
        /// Print the ticket.
        PrintTicket = "print_ticket",
        /// Note who came to the exam.
        RecordAttendance = "record_attendance",
        /// Note the result.
        RecordResult = "record_result",
        /// Publish the result, now or from a later time.
        PublishResult = "publish_result",
        /// Look at the result.
        ViewResult = "view_result",
    }
}

names! {
    /// What may stand in the way of an action. A row of the table names its guards; the first three hold for every row.
    Guard {
        /// The state has such a row.
        State = "state",
        /// The row is for this role.
        Role = "role",
        /// Nobody else acted since the asker last looked.
        Version = "version",
        /// The application belongs to whoever asks.
        Owner = "owner",
        /// The application does not belong to whoever asks.
        NotOwn = "not_own",
        /// It lies in the regions and units of whoever asks.
        InCharge = "in_charge",
        /// Name and number are those of real-name verification.
        Verified = "verified",
        /// The region is one of the round.
        Region = "region",
        /// The registration window of this role, level and region is open.
        Window = "window",
        /// The applicant's registration window is over.
        WindowOver = "window_over",
        /// The stage is this role's.
        StageRole = "stage_role",
        /// The stage's own window is open; a stage without windows always is.
        StageWindow = "stage_window",
        /// Nobody else has it on the desk.
        Unclaimed = "unclaimed",
        /// Whoever asks has it on the desk.
        Claimed = "claimed",
        /// Name, number and mobile stay as verified.
        IdentityKept = "identity_kept",
        /// Level and region stay as chosen where they are fixed.
        LevelKept = "level_kept",
        /// The form brings no files of its own.
        UploadsApart = "uploads_apart",
        /// Only what was unlocked changes.
        Unlocked = "unlocked",
        /// The rules refuse nothing and miss no answer.
        Report = "report",
        /// The policy is the one of the submission.
        PolicyKept = "policy_kept",
        /// The material is one of this level.
        Slot = "slot",
        /// A photo of the printed form comes after the printing of what is saved.
        Printed = "printed",
        /// The file is there.
        File = "file",
        /// There is room for one more file.
        Room = "room",
        /// The token opens this.
        Token = "token",
        /// The reasons are of the list, and the text is short enough.
        Reasons = "reasons",
        /// The items exist.
        Items = "items",
        /// Batch, number and seat are given.
        Arranged = "arranged",
        /// The batch exists and takes this level and region.
        Batch = "batch",
        /// The ticket window of the batch is open.
        TicketWindow = "ticket_window",
        /// The challenge is solved.
        Challenge = "challenge",
        /// There is a result to publish.
        Result = "result",
        /// The result is published.
        Published = "published",
    }
}

names! {
    /// How an action came out, where one row leads to several states.
    Outcome {
        /// There is only one way.
        Done = "done",
        /// Findings have to be acknowledged.
        Confirm = "confirm",
        /// Materials are missing.
        Supply = "supply",
        /// Nothing stands in the way.
        Accepted = "accepted",
        /// There is another stage.
        NextStage = "next_stage",
        /// This was the last stage.
        LastStage = "last_stage",
        /// The registration window is still open.
        InWindow = "in_window",
        /// The registration window is over.
        AfterWindow = "after_window",
        /// The person did not come.
        Absent = "absent",
    }
}

impl Action {
    /// How it can come out; a row that moves names a state for each.
    pub const fn outcomes(self) -> &'static [Outcome] {
        match self {
            Self::Submit => &[Outcome::Confirm, Outcome::Supply, Outcome::Accepted],
            Self::Pass => &[Outcome::NextStage, Outcome::LastStage],
            Self::RequestSupplement => &[Outcome::InWindow, Outcome::AfterWindow],
            Self::RecordAttendance => &[Outcome::Done, Outcome::Absent],
            _ => &[Outcome::Done],
        }
    }
}

impl Guard {
    /// Whether it is about what a command brings, so that nothing can be said before there is one.
    pub const fn is_about_the_command(self) -> bool {
        matches!(
            self,
            Self::Version
                | Self::Region
                | Self::IdentityKept
                | Self::LevelKept
                | Self::UploadsApart
                | Self::Unlocked
                | Self::Slot
                | Self::Printed
                | Self::File
                | Self::Room
                | Self::Token
                | Self::Reasons
                | Self::Items
                | Self::Batch
                | Self::Challenge
        )
    }
}
