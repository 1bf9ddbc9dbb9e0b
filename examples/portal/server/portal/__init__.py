"""The reference portal's server. It holds no rule: whatever it has to know of eligibility, files and procedure it asks gongkao."""
