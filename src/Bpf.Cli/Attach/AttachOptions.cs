using Bpf.Runtime;

namespace Bpf.Cli.Attach;

/// <summary>What <c>bpf attach</c> was asked to do.</summary>
internal sealed record AttachOptions
{
    /// <summary>Object file or assembly.</summary>
    public required string File { get; init; }

    /// <summary>Objects of the file to take; all of them when empty.</summary>
    public string[] Objects { get; init; } = [];

    /// <summary>Attach these programs only; every one that attaches by itself when empty.</summary>
    public string[] Programs { get; init; } = [];

    /// <summary>True for a program that is to be attached.</summary>
    public bool Chooses(BpfProgram program) => Programs.Length == 0 || Programs.Contains(program.Name);

    /// <summary>Where, in place of the section's target; the syntax is that of the program's kind.</summary>
    public string? Target { get; init; }

    /// <summary>Packets the program sees; null for what its section says.</summary>
    public TrafficDirection? Direction { get; init; }

    /// <summary>Probe this process only.</summary>
    public int? ProcessId { get; init; }

    /// <summary>Value of the attach cookie; 0 for none.</summary>
    public ulong Cookie { get; init; }

    /// <summary>Keep single probes.</summary>
    public bool Single { get; init; }

    /// <summary>Run the program at entry and at return.</summary>
    public bool Session { get; init; }

    /// <summary>Leave out the places of a glob that cannot be probed.</summary>
    public bool SkipUnprobeable { get; init; }

    /// <summary>Attach uprobes also where they may break or end the target.</summary>
    public bool AllowUnsafe { get; init; }

    /// <summary>How long; null until Ctrl+C or the end of the command.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>One JSON object per line.</summary>
    public bool Json { get; init; }

    /// <summary>Types of records that the object does not say: MAP=TYPE.</summary>
    public string[] Records { get; init; } = [];

    /// <summary>Entries shown of one map.</summary>
    public int EntryLimit { get; init; }

    /// <summary>Command to start and probe.</summary>
    public string[] Command { get; init; } = [];
}
