namespace Bpf.Shared;

/// <summary>One attribute that declares a user-space probe.</summary>
internal readonly struct ProbeAttribute
{
    public ProbeAttribute(string? target, bool single, bool sleepable, bool autoLoad, int processId)
    {
        Target = target;
        Single = single;
        Sleepable = sleepable;
        AutoLoad = autoLoad;
        ProcessId = processId;
    }

    /// <summary>The target as written; <see langword="null"/> for none.</summary>
    public string? Target { get; }

    public bool Single { get; }

    public bool Sleepable { get; }

    public bool AutoLoad { get; }

    public int ProcessId { get; }
}
