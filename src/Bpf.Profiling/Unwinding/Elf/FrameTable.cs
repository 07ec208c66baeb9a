using Bpf.Objects.Elf;
using Bpf.Profiling.Unwinding.Rows;
using Bpf.Profiling.Unwinding.State;

namespace Bpf.Profiling.Unwinding.Elf;

/// <summary>
/// Runs the call frame instructions of a function, which encode a table with a row for each range of its code. One instance serves many functions, one
/// after the other. Damaged instructions end the table.
/// </summary>
internal sealed class FrameTable
{
    private const int DeepestStack = 32;
    private readonly int _columns;
    private readonly ColumnState[] _state;
    private readonly ColumnState[] _initial;
    private readonly ColumnState[][] _remembered;
    private int _depth;
    private UnwindRecords _records;
    private UnwindCommon _common;
    private UnwindInstructions _rest;
    private bool _isInitial;

    /// <summary>Creates a table for the functions of an instruction set.</summary>
    public FrameTable(FrameArchitecture architecture)
    {
        _columns = architecture.Columns;
        _state = NewState();
        _initial = NewState();
        _remembered = new ColumnState[DeepestStack][];
    }

    /// <summary>The first address of the row.</summary>
    public ulong Start { get; private set; }

    /// <summary>The address one past the last of the row.</summary>
    public ulong End { get; private set; }

    /// <summary>True if the instructions were damaged or of an unknown kind.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>The rule of the frame address.</summary>
    public ColumnState Frame => _state[_columns];

    /// <summary>The rules of the registers, by number.</summary>
    public ReadOnlySpan<ColumnState> Registers => _state.AsSpan(0, _columns);

    private ulong FunctionEnd { get; set; }

    /// <summary>Goes before the first row of a function.</summary>
    public void Enter(in UnwindRecords records, in UnwindEntry function)
    {
        (_records, _common) = (records, function.Common);
        (Start, End, FunctionEnd) = (function.Start, function.Start, function.Start + function.Size);
        (_depth, IsDamaged, _isInitial) = (0, false, true);
        Array.Clear(_state);
        UnwindReader reader = records.Read(_common.Instructions);
        while (!IsDamaged && !reader.Rest.IsEmpty)
        {
            // The instructions of the CIE are for the whole function.
            IsDamaged |= Execute(ref reader) is not null || reader.IsCutOff;
        }

        _isInitial = false;
        _state.CopyTo(_initial, 0);
        _rest = function.Instructions;
    }

    /// <summary>Goes to the next row, which may be empty.</summary>
    /// <returns>False at the end, or if the instructions are damaged.</returns>
    public bool MoveNext()
    {
        if (IsDamaged || (End == FunctionEnd && _rest.Length < 0))
        {
            return false;
        }

        Start = End;
        UnwindReader reader = _records.Read(_rest);
        while (!reader.Rest.IsEmpty)
        {
            ulong? next = Execute(ref reader);
            IsDamaged |= reader.IsCutOff;
            if (IsDamaged)
            {
                return false;
            }

            if (next is { } location)
            {
                End = location;
                _rest = reader.Instructions();
                return true;
            }
        }

        // The last row reaches to the end of the function.
        End = FunctionEnd;
        _rest = new(_rest.Position, -1);
        return true;
    }

    /// <summary>Returns the row, independent of the file.</summary>
    public FrameRow? ToRow()
    {
        if (_common.ReturnRegister >= (ulong)_columns || Frame.Kind == RuleKind.Unspecified)
        {
            return null;
        }

        List<RegisterRule> rules = [];
        for (int i = 0; i < _columns; i++)
        {
            ColumnState column = _state[i];
            if (column.Kind is not (RuleKind.Unspecified or RuleKind.Same))
            {
                long value = column.Kind == RuleKind.Register ? (long)column.Register : column.Offset;
                rules.Add(new((byte)i, column.Kind, value, BytesOf(column)));
            }
        }

        FrameAddress frame = Frame.Kind == RuleKind.Register ? new(Frame.Register, Frame.Offset) : new(0, 0, BytesOf(Frame));
        return new(frame, [.. rules], (int)_common.ReturnRegister) { IsSignalFrame = _common.IsSignalFrame };
    }

    private byte[]? BytesOf(in ColumnState column)
        => column.Kind is RuleKind.Expression or RuleKind.AtExpression ? _records.Read(column.Expression).Rest.ToArray() : null;

    // The column after the registers is the frame address.
    private ColumnState[] NewState() => new ColumnState[_columns + 1];

    /// <summary>Runs an instruction; returns where the next row starts if it ends this one.</summary>
    private ulong? Execute(ref UnwindReader reader)
    {
        byte code = reader.Byte();
        byte low = (byte)(code & 0x3F);
        switch (code >> 6)
        {
            case 1: // DW_CFA_advance_loc
                return End + (low * _common.CodeAlignment);
            case 2: // DW_CFA_offset
                Set(low, RuleKind.AtOffset, (long)reader.Number() * _common.DataAlignment);
                return null;
            case 3: // DW_CFA_restore
                Restore(low);
                return null;
        }

        switch (code)
        {
            case 0x00: // DW_CFA_nop
                return null;
            case 0x01: // DW_CFA_set_loc
                return reader.Pointer(_common.Code);
            case 0x02: // DW_CFA_advance_loc1
                return End + (reader.Byte() * _common.CodeAlignment);
            case 0x03: // DW_CFA_advance_loc2
                return End + (reader.UInt16() * _common.CodeAlignment);
            case 0x04: // DW_CFA_advance_loc4
                return End + (reader.UInt32() * _common.CodeAlignment);
            case 0x1D: // DW_CFA_MIPS_advance_loc8
                return End + (reader.UInt64() * _common.CodeAlignment);
            case 0x0A: // DW_CFA_remember_state
                Remember();
                return null;
            case 0x0B: // DW_CFA_restore_state
                Recall();
                return null;
            case 0x2C or 0x2D: // DW_CFA_AARCH64_negate_ra_state; return addresses lose their signature anyway
                return null;
            case 0x2E: // DW_CFA_GNU_args_size
                reader.Number();
                return null;
            case >= 0x0C and <= 0x0F or 0x12 or 0x13:
                ExecuteFrame(code, ref reader);
                return null;
            default:
                ExecuteRegister(code, ref reader);
                return null;
        }
    }

    private void ExecuteFrame(byte code, ref UnwindReader reader)
    {
        ref ColumnState frame = ref _state[_columns];
        switch (code)
        {
            case 0x0C: // DW_CFA_def_cfa
                ulong register = reader.Number();
                frame = new(RuleKind.Register, (long)reader.Number(), register);
                break;
            case 0x12: // DW_CFA_def_cfa_sf
                ulong signed = reader.Number();
                frame = new(RuleKind.Register, reader.SignedNumber() * _common.DataAlignment, signed);
                break;
            case 0x0D: // DW_CFA_def_cfa_register
                frame = new(RuleKind.Register, frame.Offset, reader.Number());
                break;
            case 0x0E: // DW_CFA_def_cfa_offset
                frame = new(RuleKind.Register, (long)reader.Number(), frame.Register);
                break;
            case 0x13: // DW_CFA_def_cfa_offset_sf
                frame = new(RuleKind.Register, reader.SignedNumber() * _common.DataAlignment, frame.Register);
                break;
            default: // DW_CFA_def_cfa_expression
                frame = frame with { Kind = RuleKind.Expression, Expression = Expression(ref reader) };
                break;
        }
    }

    private void ExecuteRegister(byte code, ref UnwindReader reader)
    {
        ulong register = reader.Number();
        switch (code)
        {
            case 0x05: // DW_CFA_offset_extended
                Set(register, RuleKind.AtOffset, (long)reader.Number() * _common.DataAlignment);
                break;
            case 0x06: // DW_CFA_restore_extended
                Restore(register);
                break;
            case 0x07: // DW_CFA_undefined
                Set(register, RuleKind.Undefined, 0);
                break;
            case 0x08: // DW_CFA_same_value
                Set(register, RuleKind.Same, 0);
                break;
            case 0x09: // DW_CFA_register
                Set(register, new(RuleKind.Register, 0, reader.Number()));
                break;
            case 0x10: // DW_CFA_expression
                Set(register, new(RuleKind.AtExpression, 0, 0, Expression(ref reader)));
                break;
            case 0x11: // DW_CFA_offset_extended_sf
                Set(register, RuleKind.AtOffset, reader.SignedNumber() * _common.DataAlignment);
                break;
            case 0x14: // DW_CFA_val_offset
                Set(register, RuleKind.FrameOffset, (long)reader.Number() * _common.DataAlignment);
                break;
            case 0x15: // DW_CFA_val_offset_sf
                Set(register, RuleKind.FrameOffset, reader.SignedNumber() * _common.DataAlignment);
                break;
            case 0x16: // DW_CFA_val_expression
                Set(register, new(RuleKind.Expression, 0, 0, Expression(ref reader)));
                break;
            case 0x2F: // DW_CFA_GNU_negative_offset_extended
                Set(register, RuleKind.AtOffset, -((long)reader.Number() * _common.DataAlignment));
                break;
            default:
                IsDamaged = true;
                break;
        }
    }

    private void Set(ulong register, RuleKind kind, long value) => Set(register, new(kind, value));

    // Columns of other registers, such as those of vectors, are skipped.
    private void Set(ulong register, ColumnState column)
    {
        if (register < (ulong)_columns)
        {
            _state[(int)register] = column;
        }
    }

    private void Restore(ulong register)
    {
        IsDamaged |= _isInitial;
        if (register < (ulong)_columns)
        {
            _state[(int)register] = _initial[(int)register];
        }
    }

    private void Remember()
    {
        if (_depth == DeepestStack)
        {
            IsDamaged = true;
            return;
        }

        _state.CopyTo(_remembered[_depth++] ??= NewState(), 0);
    }

    private void Recall()
    {
        if (_depth == 0)
        {
            IsDamaged = true;
            return;
        }

        _remembered[--_depth].CopyTo(_state, 0);
    }

    private UnwindInstructions Expression(ref UnwindReader reader)
    {
        ulong length = reader.Number();
        if (length > (ulong)reader.Rest.Length)
        {
            IsDamaged = true;
            return default;
        }

        UnwindInstructions expression = new(reader.Position, (int)length);
        reader.Skip((int)length);
        return expression;
    }
}
