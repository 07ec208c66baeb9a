namespace Bpf.Shared;

/// <summary>A member of a declared record that does not fit the kernel's.</summary>
/// <param name="Member">The member.</param>
/// <param name="Reason">What is wrong with it; a clause that continues its name.</param>
internal sealed record RecordFault(RecordMember Member, string Reason);
