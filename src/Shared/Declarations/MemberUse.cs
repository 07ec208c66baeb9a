namespace Bpf.Shared;

/// <summary>What code does with a member.</summary>
internal enum MemberUse
{
    /// <summary>It reads a property.</summary>
    Read,

    /// <summary>It writes a property.</summary>
    Write,

    /// <summary>It calls a method.</summary>
    Call,
}
