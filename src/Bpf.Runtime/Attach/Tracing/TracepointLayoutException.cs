using Bpf.Shared;

namespace Bpf.Runtime;

/// <summary>A tracepoint program declares a record that differs from the kernel's, and would read wrong values.</summary>
public sealed class TracepointLayoutException : BpfException
{
    internal TracepointLayoutException(ErrorSubject subject, IReadOnlyList<RecordFault> faults, string layouts)
        : base("attach tracepoint", subject, null, Compose(subject, faults, layouts))
    {
        Members = [.. faults.Select(static fault => fault.Member.Name)];
        Layouts = layouts;
    }

    /// <summary>The members that differ, by the names that the program gives them.</summary>
    public IReadOnlyList<string> Members { get; }

    /// <summary>Both layouts side by side: a line for each offset, with the members that differ marked by an exclamation mark.</summary>
    public string Layouts { get; }

    private static string Compose(ErrorSubject subject, IReadOnlyList<RecordFault> faults, string layouts)
        => $"The program declares another record than this kernel has: {string.Join("; ", faults.Take(3).Select(static fault => $"'{fault.Member.Name}' {fault.Reason}"))}"
            + (faults.Count > 3 ? $"; and {faults.Count - 3} more" : "")
            + $". Declare the members as the kernel does (format file of '{subject.Target}' in tracefs), or use the kernel's own type, trace_event_raw_…, "
            + "which follows the running kernel. Layouts in bytes:"
            + layouts;
}
