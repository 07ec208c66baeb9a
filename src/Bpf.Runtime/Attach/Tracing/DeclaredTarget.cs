using Bpf.Shared;

namespace Bpf.Runtime.Attach.Tracing;

/// <summary>A tracepoint or function with its cookie, as an attribute declares it.</summary>
internal readonly record struct DeclaredTarget(string Name, ulong Cookie)
{
    /// <summary>Returns the targets of records that have one.</summary>
    public static DeclaredTarget[] Of(AttachRecord[] records)
        => [.. records.Where(static record => record.Target.Length > 0).Select(static record => new DeclaredTarget(record.Target, record.Cookie))];
}
