using Bpf.Shared;

namespace Bpf.Runtime;

/// <summary>A tracepoint program declares a record that differs from the kernel's, and would read wrong values.</summary>
public sealed class TracepointLayoutException : BpfException
{
    private const int Shown = 3;

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
    {
        string members = string.Join("; ", faults.Take(Shown).Select(static fault => $"'{fault.Member.Name}' {fault.Reason}"));
        string more = faults.Count > Shown ? $"; and {faults.Count - Shown} more" : "";
        return $"The program declares another record than this kernel has: {members}{more}. Declare the members as the kernel does (format file of "
            + $"'{subject.Target}' in tracefs), or use the kernel's own type for this tracepoint, trace_event_raw_…, which follows the running kernel. "
            + $"Layouts in bytes:{layouts}";
    }
}
