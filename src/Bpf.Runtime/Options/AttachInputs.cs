namespace Bpf.Runtime;

/// <summary>What a program accepts and requires to be attached: the parts of an <see cref="AttachRequest"/> that apply to it.</summary>
public sealed record AttachInputs
{
    /// <summary>What a target is, as in "give a network device"; null for a program without a target.</summary>
    public string? Target { get; init; }

    /// <summary>True when no target is set yet, so that attaching requires one.</summary>
    public bool NeedsTarget { get; init; }

    /// <summary>True when the program can see packets of either direction.</summary>
    public bool TakesDirection { get; init; }

    /// <summary>True when no direction is set yet, so that attaching requires one.</summary>
    public bool NeedsDirection { get; init; }

    /// <summary>True when the program can be given a cookie.</summary>
    public bool TakesCookie { get; init; }

    /// <summary>True when the program can run as a session.</summary>
    public bool TakesSession { get; init; }

    /// <summary>
    /// True when the probed places are checked, so that <see cref="AttachRequest.SkipUnprobeable"/> and <see cref="AttachRequest.AllowUnsafe"/>
    /// apply.
    /// </summary>
    public bool ChecksPlaces { get; init; }
}
