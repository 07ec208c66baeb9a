using Bpf.Profiling.Unwinding.Rows;
using Bpf.Profiling.Unwinding.State;

namespace Bpf.Profiling.Unwinding.Managed;

/// <summary>Makes the row of x64 code from the pops and additions that would bring it back to its caller.</summary>
internal struct RowBuilder
{
    // Instructions and Windows number the registers in one way, DWARF in another.
    private static ReadOnlySpan<byte> DwarfNumbers => [0, 2, 1, 3, 7, 6, 4, 5, 8, 9, 10, 11, 12, 13, 14, 15];

    private readonly List<(byte Register, long Offset)> _saved = [];

    /// <summary>Starts at the stack pointer.</summary>
    public RowBuilder()
        => StartAt(4, 0);

    /// <summary>Distance from the register of the start to the top of what is left of the frame, in bytes.</summary>
    public long Offset { get; private set; }

    private byte Base { get; set; }

    /// <summary>Starts at a distance from a register instead.</summary>
    public void StartAt(int register, long offset) => (Base, Offset) = (DwarfNumbers[register], offset);

    /// <summary>Skips a part of the frame.</summary>
    public void Skip(long bytes) => Offset += bytes;

    /// <summary>Takes a register from the top of the frame.</summary>
    public void Pop(int register)
    {
        Save(register, Offset);
        Offset += sizeof(ulong);
    }

    /// <summary>Notes where a register is saved, counted as <see cref="Offset"/> is.</summary>
    public readonly void Save(int register, long offset)
    {
        // Others are pushed to make room.
        if (register is 3 or 5 or >= 12)
        {
            _saved.Add((DwarfNumbers[register], offset));
        }
    }

    /// <summary>Returns the row if the return address is on top.</summary>
    public readonly FrameRow ToRow()
    {
        long end = Offset + sizeof(ulong);
        int column = FrameArchitecture.X64.ProgramCounter;
        IEnumerable<RegisterRule> rules = _saved.OrderBy(saved => saved.Register)
            .Select(saved => new RegisterRule(saved.Register, RuleKind.AtOffset, saved.Offset - end));
        return new(new(Base, end), [.. rules, new((byte)column, RuleKind.AtOffset, -sizeof(ulong))], column);
    }
}
