using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

// Running a program without attaching it.
public unsafe partial class BpfProgram
{
    /// <summary>
    /// Runs the loaded program once or more without attaching it (<c>BPF_PROG_TEST_RUN</c>). Possible for networking programs (kernel 4.12),
    /// raw tracepoints, tracing (5.10), syscall programs (5.14) and netfilter; not for kprobes, uprobes and tracepoints.
    /// </summary>
    /// <param name="data">Packet; networking programs need at least 14 bytes.</param>
    /// <param name="context">Context in the form that the program type defines, or empty.</param>
    /// <param name="dataOut">Receives the packet as the program left it; may be empty.</param>
    /// <param name="contextOut">Receives the context as the program left it; may be empty.</param>
    /// <param name="repeat">How often to run; more than once only for networking programs.</param>
    /// <exception cref="BpfException">EOPNOTSUPP or ENOTSUPP: programs of this type cannot be run so. EINVAL: data or context do not fit. ENOSPC: there is no
    /// room for what the program left.</exception>
    public TestRunResult TestRun(
        ReadOnlySpan<byte> data = default, ReadOnlySpan<byte> context = default, Span<byte> dataOut = default, Span<byte> contextOut = default, int repeat = 0)
    {
        fixed (byte* dataIn = data)
        fixed (byte* contextIn = context)
        fixed (byte* dataTo = dataOut)
        fixed (byte* contextTo = contextOut)
        {
            TestRunAttribute attribute = new()
            {
                ProgramFd = (uint)Handle.Descriptor,
                DataSizeIn = (uint)data.Length,
                DataSizeOut = (uint)dataOut.Length,
                DataIn = (ulong)dataIn,
                DataOut = (ulong)dataTo,
                Repeat = (uint)repeat,
                ContextSizeIn = (uint)context.Length,
                ContextSizeOut = (uint)contextOut.Length,
                ContextIn = (ulong)contextIn,
                ContextOut = (ulong)contextTo,
            };
            Errno error = BpfCall.Run(BpfCommand.ProgramTestRun, ref attribute, TestRunAttribute.KnownSize);
            if (error != Errno.None)
            {
                throw BpfException.FromKernel("run program", Name, error, Advice(error, dataOut.Length, contextOut.Length, attribute));
            }

            return new TestRunResult(attribute.ReturnValue, TimeSpan.FromMicroseconds(attribute.Duration / 1000.0), (int)attribute.DataSizeOut);
        }
    }

    // The kernel says how much there was where the room is too small.
    private string Advice(Errno error, int dataRoom, int contextRoom, in TestRunAttribute attribute) => error switch
    {
        Errno.ENOSPC when dataRoom > 0 && attribute.DataSizeOut > dataRoom =>
            $"'dataOut' has {dataRoom} bytes, and the program left {attribute.DataSizeOut} bytes of data.",
        Errno.ENOSPC => $"'contextOut' has {contextRoom} bytes, and the program left {attribute.ContextSizeOut} bytes of context.",
        Errno.EINVAL when Type == ProgramType.Syscall && (contextRoom > 0 || dataRoom > 0) =>
            "A syscall program changes its context in place: read it from the array that 'context' is of, and leave 'dataOut' and 'contextOut' empty.",
        _ => $"Type {Type}, {attribute.DataSizeIn} bytes of data, {attribute.ContextSizeIn} bytes of context.",
    };
}
