using Bpf.Shared;

namespace Bpf.Runtime.Attach.Uprobes;

/// <summary>One of the probes declared by a program.</summary>
/// <param name="Target">The target; parts that the host sets may be missing.</param>
/// <param name="Cookie">Attach cookie; 0 for none.</param>
internal readonly record struct UprobeProbe(UprobeTarget Target, ulong Cookie)
{
    /// <summary>Creates the probe for a record of the object.</summary>
    /// <param name="record">The record.</param>
    /// <param name="isReturn">Whether it is a return probe, which cannot have an offset.</param>
    /// <param name="error">What is wrong with the target, as the end of a sentence; <see langword="null"/> when it is valid.</param>
    public static UprobeProbe From(AttachRecord record, bool isReturn, out string? error)
    {
        error = null;
        int? processId = record.ProcessId == AttachRecord.AllProcesses ? null : record.ProcessId;
        UprobeTarget target = new();
        if (record.Target.Length > 0 && AttachTargetSyntax.TryParse(record.Target, isReturn, out AttachTargetSyntax syntax, out error))
        {
            target = UprobeTarget.From(syntax);
        }

        return new UprobeProbe(target with { ProcessId = processId }, record.Cookie);
    }
}
