using Bpf.Objects.Description;
using Bpf.Runtime.Maps;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

// Test runs.
public unsafe partial class BpfProgram
{
    private const int EthernetHeaderLength = 14; // ETH_HLEN

    /// <summary>
    /// Runs the loaded program one or more times without attaching it (<c>BPF_PROG_TEST_RUN</c>). This works for networking programs (kernel 4.12),
    /// raw tracepoints, tracing (5.10), syscall programs (5.14) and netfilter, but not for kprobes, uprobes and tracepoints.
    /// </summary>
    /// <param name="data">Packet; networking programs require at least 14 bytes.</param>
    /// <param name="context">Context in the format defined by the program type, or empty.</param>
    /// <param name="dataOut">Receives the packet after the run; may be empty.</param>
    /// <param name="contextOut">Receives the context after the run; may be empty.</param>
    /// <param name="repeat">Number of runs; more than one only for networking programs.</param>
    /// <exception cref="BpfException">
    /// EOPNOTSUPP or ENOTSUPP: programs of this type cannot be test-run. EINVAL: data or context are invalid. ENOSPC: an output is too short.
    /// </exception>
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

    /// <summary>
    /// Runs the loaded program once with a typed context, without attaching it (<c>BPF_PROG_TEST_RUN</c>): a syscall program (kernel 5.14), which reads and
    /// writes the context that it declares as its parameter, or a program of another type, in the format that the kernel defines for that type's test runs.
    /// </summary>
    /// <typeparam name="TContext">Type of the context.</typeparam>
    /// <param name="context">The context; afterward with what the program changed, for types of programs that return it.</param>
    /// <param name="data">Packet, for networking programs.</param>
    /// <param name="dataOut">Receives the packet after the run; may be empty.</param>
    /// <exception cref="ArgumentException">A syscall program declares a context of another size.</exception>
    /// <exception cref="BpfException">EOPNOTSUPP or ENOTSUPP: programs of this type cannot be test-run. EINVAL: data or context are invalid.</exception>
    public TestRunResult Run<TContext>(ref TContext context, ReadOnlySpan<byte> data = default, Span<byte> dataOut = default)
        where TContext : unmanaged
    {
        Span<byte> bytes = MapValue.WritableBytes(ref context);
        if (Type == ProgramType.Syscall && ContextType.Find(Owner.File, Definition.Code) is { } declared
            && declared.Table.SizeOf(declared.Id) is var size && size != (uint)bytes.Length)
        {
            string name = declared.NameText.Length == 0 ? "" : $" ('{declared.NameText}')";
            throw new ArgumentException($"'{Name}' declares a context of size {size}{name}, but '{typeof(TContext).Name}' has size {bytes.Length}.", nameof(context));
        }

        return TestRun(data, bytes, dataOut, ReturnsContext ? bytes : default);
    }

    // The kernel refuses an output for the others; a syscall program writes to the context itself.
    private bool ReturnsContext => TakesPacket || Type == ProgramType.SocketLookup;

    private bool TakesPacket => Type is ProgramType.SocketFilter or ProgramType.SchedulerClassifier or ProgramType.SchedulerAction or ProgramType.Xdp
        or ProgramType.CgroupSkb or ProgramType.LwtInput or ProgramType.LwtOutput or ProgramType.LwtTransmit;

    // If an output is too short, the kernel reports the required size.
    private string Advice(Errno error, int dataRoom, int contextRoom, in TestRunAttribute attribute) => error switch
    {
        Errno.ENOSPC when dataRoom > 0 && attribute.DataSizeOut > dataRoom =>
            $"'dataOut' has {dataRoom} bytes, but the program produced {attribute.DataSizeOut} bytes of data.",
        Errno.ENOSPC => $"'contextOut' has {contextRoom} bytes, but the program produced {attribute.ContextSizeOut} bytes of context.",
        Errno.EINVAL when Type == ProgramType.Syscall && (contextRoom > 0 || dataRoom > 0) =>
            "A syscall program changes its context in place: read it from the array behind 'context', and leave 'dataOut' and 'contextOut' empty.",
        Errno.EINVAL when Type == ProgramType.Syscall =>
            $"The context has {attribute.ContextSizeIn} bytes; it must have at least those that the program accesses.",
        Errno.EINVAL when attribute.DataSizeIn < EthernetHeaderLength && TakesPacket =>
            $"The packet has {attribute.DataSizeIn} bytes; it must have at least the {EthernetHeaderLength} of an Ethernet header.",
        _ => $"Type {Type}, {attribute.DataSizeIn} bytes of data, {attribute.ContextSizeIn} bytes of context.",
    };
}
