using Bpf.Runtime;

namespace Bpf.Cli.Attach;

/// <summary>Options of <c>bpf attach</c>.</summary>
internal sealed record AttachOptions
{
    /// <summary>Object file or assembly.</summary>
    public required string File { get; init; }

    /// <summary>Objects in the file to use; all of them when empty.</summary>
    public string[] Objects { get; init; } = [];

    /// <summary>Programs to attach; when empty, all that attach automatically.</summary>
    public string[] Programs { get; init; } = [];

    /// <summary>Returns whether a program is to be attached.</summary>
    public bool Chooses(BpfProgram program) => Programs.Length == 0 || Programs.Contains(program.Name);

    /// <summary>Target instead of the section's, in the notation of the program's kind.</summary>
    public string? Target { get; init; }

    /// <summary>Direction of the packets; null for that of the section.</summary>
    public TrafficDirection? Direction { get; init; }

    /// <summary>Process to which to restrict probes.</summary>
    public int? ProcessId { get; init; }

    /// <summary>Value of the attach cookie; 0 for none.</summary>
    public ulong Cookie { get; init; }

    /// <summary>Use single probes.</summary>
    public bool Single { get; init; }

    /// <summary>Run the program at both entry and return.</summary>
    public bool Session { get; init; }

    /// <summary>Skip places matched by a glob that cannot be probed.</summary>
    public bool SkipUnprobeable { get; init; }

    /// <summary>Attach uprobes even where they may break or kill the target.</summary>
    public bool AllowUnsafe { get; init; }

    /// <summary>Duration; null to run until Ctrl+C or the end of the command.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Write one JSON object per line.</summary>
    public bool Json { get; init; }

    /// <summary>Record types that the object does not declare: MAP=TYPE.</summary>
    public string[] Records { get; init; } = [];

    /// <summary>Maximum number of entries to show per map.</summary>
    public int EntryLimit { get; init; }

    /// <summary>Command to start and probe.</summary>
    public string[] Command { get; init; } = [];
}
