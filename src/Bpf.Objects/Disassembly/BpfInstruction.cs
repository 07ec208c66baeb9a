using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Bpf.Runtime;

/// <summary>One 8-byte BPF instruction (<c>struct bpf_insn</c>, include/uapi/linux/bpf.h), little endian.</summary>
[StructLayout(LayoutKind.Sequential, Size = 8)]
public readonly struct BpfInstruction : IEquatable<BpfInstruction>
{
    private readonly byte _opcode;
    private readonly byte _registers;
    private readonly short _offset;
    private readonly int _immediate;

    /// <summary>Builds an instruction from its fields.</summary>
    /// <param name="opcode">Operation code.</param>
    /// <param name="destination">Destination register, 0 to 10.</param>
    /// <param name="source">Source register, 0 to 10, or a pseudo source such as <c>BPF_PSEUDO_MAP_FD</c>.</param>
    /// <param name="offset">Signed 16-bit offset.</param>
    /// <param name="immediate">Signed 32-bit immediate.</param>
    public BpfInstruction(byte opcode, byte destination, byte source, short offset, int immediate)
    {
        _opcode = opcode;
        _registers = (byte)((destination & 0xF) | (source << 4));
        _offset = offset;
        _immediate = immediate;
    }

    /// <summary>Operation code.</summary>
    public byte Opcode => _opcode;

    /// <summary>Destination register number.</summary>
    public int Destination => _registers & 0xF;

    /// <summary>Source register number, or a pseudo source.</summary>
    public int Source => _registers >> 4;

    /// <summary>Jump distance in instructions, memory displacement in bytes, or a variant of the operation.</summary>
    public short Offset => _offset;

    /// <summary>Immediate operand.</summary>
    public int Immediate => _immediate;

    /// <summary>Instruction class, the low three bits of the opcode (<c>BPF_CLASS</c>).</summary>
    public int Class => _opcode & 0x07;

    /// <summary>True for the first half of a 16-byte constant load (<c>BPF_LD | BPF_IMM | BPF_DW</c>).</summary>
    public bool IsWideLoad => _opcode == 0x18;

    /// <summary>True for a call of any kind (<c>BPF_JMP | BPF_CALL</c>).</summary>
    public bool IsCall => _opcode == 0x85;

    /// <summary>Returns the same instruction in the other byte order, which also swaps the halves of the register byte.</summary>
    internal BpfInstruction Reverse()
        => new(_opcode, (byte)Source, (byte)Destination, BinaryPrimitives.ReverseEndianness(_offset), BinaryPrimitives.ReverseEndianness(_immediate));

    /// <inheritdoc/>
    public bool Equals(BpfInstruction other)
        => _opcode == other._opcode && _registers == other._registers && _offset == other._offset && _immediate == other._immediate;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BpfInstruction other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_opcode, _registers, _offset, _immediate);

    /// <summary>Compares all fields for equality.</summary>
    public static bool operator ==(BpfInstruction left, BpfInstruction right) => left.Equals(right);

    /// <summary>Compares all fields for inequality.</summary>
    public static bool operator !=(BpfInstruction left, BpfInstruction right) => !left.Equals(right);
}
