using Bpf.Shared;

namespace Bpf.Runtime.Attach.Uprobes;

/// <summary>One of the probes that a program declares.</summary>
/// <param name="Target">The target; it may lack parts that the host sets.</param>
/// <param name="Cookie">Attach cookie; 0 for none.</param>
internal readonly record struct UprobeProbe(UprobeTarget Target, ulong Cookie)
{
    /// <summary>The probe of a record of the object.</summary>
    /// <param name="record">The record.</param>
    /// <param name="isReturn">Return probes take no offset.</param>
    /// <param name="error">What is wrong with the target, as the end of a sentence; <see langword="null"/> for nothing.</param>
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
