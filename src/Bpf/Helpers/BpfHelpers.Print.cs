namespace Bpf;

/// <content>The trace pipe.</content>
public static unsafe partial class BpfHelpers
{
    /// <summary>
    /// Writes a line to the kernel's trace pipe, <c>/sys/kernel/tracing/trace_pipe</c>, for debugging: <c>BpfHelpers.Print($"malloc({size})")</c>
    /// (<c>bpf_trace_printk</c>; with more than 3 values <c>bpf_trace_vprintk</c>, kernel 5.16). GPL-compatible programs only. Widths and digit
    /// counts need kernel 5.13.
    /// </summary>
    /// <param name="text">The text with its values.</param>
    /// <returns>Number of bytes written, or a negative errno.</returns>
    [BpfIntrinsic("print")]
    [BpfCalls("bpf_trace_printk")]
    public static long Print(BpfPrintHandler text) => throw new BpfOnlyException();

    /// <summary>Writes a line to the kernel's trace pipe (<c>bpf_trace_printk</c>). GPL-compatible programs only.</summary>
    /// <param name="text">A constant.</param>
    /// <returns>Number of bytes written, or a negative errno.</returns>
    [BpfIntrinsic("print")]
    [BpfCalls("bpf_trace_printk")]
    public static long Print(string text) => throw new BpfOnlyException();
}
