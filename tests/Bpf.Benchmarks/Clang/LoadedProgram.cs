using System.Runtime.InteropServices;
using Bpf.Runtime;

namespace Bpf.Benchmarks.Clang;

/// <summary>One half of a pair in the kernel.</summary>
internal sealed class LoadedProgram : IDisposable
{
    private const int ContextWords = 4;
    private const int RunsOfBlock = 20_000;

    private readonly BpfObject _object;

    public LoadedProgram(ReadOnlyMemory<byte> bytes, string name)
    {
        _object = BpfObject.Open(bytes, name);
        try
        {
            _object.Load();
        }
        catch (BpfException exception)
        {
            _object.Dispose();
            throw new PairException(exception.Message);
        }
    }

    /// <summary>Instructions that the verifier processed, of all programs.</summary>
    public long VerifiedInstructions => _object.Programs.Sum(program => program.GetInfo().VerifiedInstructions);

    /// <summary>True when the kernel runs programs of this type without attaching them.</summary>
    public bool CanRun => First.Type is ProgramType.Syscall or ProgramType.Xdp or ProgramType.SocketFilter;

    private BpfProgram First => _object.Programs[0];

    /// <summary>Runs a raw tracepoint once.</summary>
    /// <param name="arguments">The arguments of the tracepoint.</param>
    /// <returns>The return value of the program.</returns>
    public int Run(params ReadOnlySpan<ulong> arguments) => (int)First.TestRun(context: MemoryMarshal.AsBytes(arguments)).ReturnValue;

    /// <summary>Runs a networking program once.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="after">Receives what the program makes of it.</param>
    /// <returns>The return value of the program, and the length of the packet after it.</returns>
    public (int Result, int Length) RunOnPacket(ReadOnlySpan<byte> packet, Span<byte> after)
    {
        TestRunResult result = First.TestRun(packet, dataOut: after);
        return ((int)result.ReturnValue, result.DataLength);
    }

    /// <summary>Mean nanoseconds of a run on a packet in one block of runs, as the kernel measures them.</summary>
    public double RunBlock(ReadOnlySpan<byte> packet)
    {
        BpfProgramInfo before = First.GetInfo();
        First.TestRun(data: packet, repeat: RunsOfBlock);
        BpfProgramInfo after = First.GetInfo();
        return (after.RunTime - before.RunTime).TotalNanoseconds / (after.RunCount - before.RunCount);
    }

    /// <summary>Mean nanoseconds of a run in one block of runs, as the kernel measures them.</summary>
    public double RunBlock()
    {
        if (First.Type != ProgramType.Syscall)
        {
            return RunBlock(Packet);
        }

        BpfProgramInfo before = First.GetInfo();
        Span<ulong> context = stackalloc ulong[ContextWords];
        for (int i = 0; i < RunsOfBlock; i++)
        {
            context[0] = 0x9E37_79B9_7F4A_7C15 * (ulong)(i + 1);
            context[1] = context[0] >> 7;
            First.TestRun(context: MemoryMarshal.AsBytes(context)[..ContextSize]);
        }

        BpfProgramInfo after = First.GetInfo();
        return (after.RunTime - before.RunTime).TotalNanoseconds / (after.RunCount - before.RunCount);
    }

    public void Dispose() => _object.Dispose();

    // All contexts of the pairs have three or four words.
    private static int ContextSize => ContextWords * sizeof(ulong);

    // Ethernet, IPv4, UDP to port 80.
    private static ReadOnlySpan<byte> Packet =>
    [
        2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x08, 0x00,
        0x45, 0, 0, 50, 0, 1, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2,
        0x30, 0x39, 0, 80, 0, 30, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22,
    ];
}
