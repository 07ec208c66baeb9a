namespace Bpf;

/// <summary>
/// The output and error streams of a program (kernel 6.17), which the host reads with <c>BpfProgram.ReadOutput</c>. Unlike the trace pipe, each program has its
/// own. The kernel keeps up to 100,000 bytes for each until they are read. GPL-compatible programs only.
/// </summary>
public static unsafe class BpfStreams
{
    private const int NotSupported = -95; // -EOPNOTSUPP

    /// <summary>
    /// Writes to the output stream of the program, as <see cref="BpfHelpers.Print(BpfPrintHandler)"/> does (<c>bpf_stream_vprintk</c>):
    /// <c>BpfStreams.Print($"{count} packets\n")</c>.
    /// </summary>
    /// <param name="text">The text with its values; end it with <c>\n</c> to complete a line.</param>
    /// <returns>0, or a negative errno: -ENOSPC when nobody has read for too long, -ENOMEM, -EOPNOTSUPP on kernels before 6.17.</returns>
    [BpfIntrinsic("print.stream")]
    public static int Print(BpfPrintHandler text) => throw new BpfOnlyException();

    /// <summary>Writes to the output stream of the program (<c>bpf_stream_vprintk</c>).</summary>
    /// <param name="text">A constant; end it with <c>\n</c> to complete a line.</param>
    /// <returns>0, or a negative errno: -ENOSPC when nobody has read for too long, -ENOMEM, -EOPNOTSUPP on kernels before 6.17.</returns>
    [BpfIntrinsic("print.stream")]
    public static int Print(string text) => throw new BpfOnlyException();

    /// <summary>Writes to the error stream of the program, to which the kernel writes its own reports, too (<c>bpf_stream_vprintk</c>).</summary>
    /// <param name="text">The text with its values; end it with <c>\n</c> to complete a line.</param>
    /// <returns>0, or a negative errno: -ENOSPC when nobody has read for too long, -ENOMEM, -EOPNOTSUPP on kernels before 6.17.</returns>
    [BpfIntrinsic("print.stream.error")]
    public static int PrintError(BpfPrintHandler text) => throw new BpfOnlyException();

    /// <summary>Writes to the error stream of the program (<c>bpf_stream_vprintk</c>).</summary>
    /// <param name="text">A constant; end it with <c>\n</c> to complete a line.</param>
    /// <returns>0, or a negative errno: -ENOSPC when nobody has read for too long, -ENOMEM, -EOPNOTSUPP on kernels before 6.17.</returns>
    [BpfIntrinsic("print.stream.error")]
    public static int PrintError(string text) => throw new BpfOnlyException();

    // Called by the compiler. Kernel 6.18 renamed the function, and since 7.0 the verifier adds the last argument itself.
    private static int Write(int stream, byte* format, void* values, uint size)
        => Core.FunctionExists(WriteText) ? WriteText(stream, format, values, size)
            : Core.FunctionExists(WriteTextOf) ? WriteTextOf(stream, format, values, size, null)
            : Core.FunctionExists(FirstWriteTextOf) ? FirstWriteTextOf(stream, format, values, size, null)
            : NotSupported;

    [BpfKfunc("bpf_stream_vprintk", Optional = true)]
    private static int WriteText(int stream, byte* format, void* values, uint size) => throw new BpfOnlyException();

    [BpfKfunc("bpf_stream_vprintk_impl", Optional = true)]
    private static int WriteTextOf(int stream, byte* format, void* values, uint size, void* program) => throw new BpfOnlyException();

    [BpfKfunc("bpf_stream_vprintk___first", Optional = true)]
    private static int FirstWriteTextOf(int stream, byte* format, void* values, uint size, void* program) => throw new BpfOnlyException();
}
