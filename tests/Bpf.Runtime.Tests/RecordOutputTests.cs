using Bpf.Objects.Relocations;

namespace Bpf.Runtime.Tests;

/// <summary>Determines which perf event arrays a program sends records to.</summary>
public sealed class RecordOutputTests
{
    private const byte MoveRegister = 0xBF; // BPF_ALU64 | BPF_MOV | BPF_X
    private const byte LoadWide = 0x18; // BPF_LD | BPF_IMM | BPF_DW
    private const byte Add = 0x07; // BPF_ALU64 | BPF_ADD | BPF_K

    /// <summary>An instruction has four bits for a register; rejecting those above r10 is the verifier's job.</summary>
    [Theory]
    [InlineData(MoveRegister, 1, 15)]
    [InlineData(MoveRegister, 15, 1)]
    [InlineData(LoadWide, 11, 1)]
    [InlineData(Add, 12, 0)]
    public void RegistersThatDoNotExistAreLeftToTheVerifier(byte opcode, byte destination, byte source)
    {
        BpfInstruction[] instructions = [new(opcode, destination, source, 0, 5), new(0, 0, 0, 0, 0)];
        HashSet<int> descriptors = [];
        RecordOutputs.Collect(instructions, descriptors);
        Assert.Empty(descriptors);
    }
}
