namespace Bpf.Runtime;

/// <summary>What a program takes to be attached, and what it cannot do without: which parts of an <see cref="AttachRequest"/> fit it.</summary>
public sealed record AttachInputs
{
    /// <summary>What a target is, as in "give a network device"; null for a program that takes none.</summary>
    public string? Target { get; init; }

    /// <summary>True when nothing names a target so far, so attaching needs one.</summary>
    public bool NeedsTarget { get; init; }

    /// <summary>True when the program may see packets of either direction.</summary>
    public bool TakesDirection { get; init; }

    /// <summary>True when nothing says the direction so far, so attaching needs one.</summary>
    public bool NeedsDirection { get; init; }

    /// <summary>True when the program can be given a cookie.</summary>
    public bool TakesCookie { get; init; }

    /// <summary>True when the program can run as a session.</summary>
    public bool TakesSession { get; init; }

    /// <summary>
    /// True when the probed places are checked, so <see cref="AttachRequest.SkipUnprobeable"/> and <see cref="AttachRequest.AllowUnsafe"/> mean something.
    /// </summary>
    public bool ChecksPlaces { get; init; }
}
