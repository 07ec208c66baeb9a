namespace Bpf.Shared;

/// <summary>The table of program kinds. A new kind is one row here and a context type in Bpf.</summary>
internal static class ProgramKinds
{
    /// <summary>All kinds.</summary>
    public static readonly ProgramKind[] All =
    [
        new("Bpf.UprobeAttribute", "uprobe", "Bpf.UprobeContext", ProgramArguments.FunctionArguments, "Bpf.Runtime.UprobeProgram"),
        new("Bpf.UretprobeAttribute", "uretprobe", "Bpf.UretprobeContext", ProgramArguments.ReturnValue, "Bpf.Runtime.UprobeProgram"),
    ];
}
