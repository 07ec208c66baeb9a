using System.Buffers.Binary;
using Bpf.Profiling.Unwinding.Rows;

namespace Bpf.Profiling.Unwinding.Managed;

/// <summary>
/// Recognizes the rest of an epilog in x64 code, by what compilers write there: the stack pointer goes back, registers are popped, and the function returns
/// or jumps to another one. The unwind information of CoreCLR does not describe epilogs.
/// </summary>
internal ref struct Epilog
{
    /// <summary>The number of bytes that the longest epilog has.</summary>
    public const int LongestCode = 48;

    private const byte StackPointer = 4;
    private const byte FramePointer = 5;
    private ReadOnlySpan<byte> _code;
    private RowBuilder _row = new();
    private ulong _address;
    private bool _isStarted;

    private Epilog(ReadOnlySpan<byte> code, ulong address)
    {
        _code = code;
        _address = address;
    }

    /// <summary>Returns how to step to the caller; <see langword="null"/> if the code is not the rest of an epilog.</summary>
    /// <param name="code">The code from the next instruction on.</param>
    /// <param name="address">Its address.</param>
    /// <param name="leaves">Tells whether a jump to an address leaves the function for good.</param>
    public static FrameRow? Read(ReadOnlySpan<byte> code, ulong address, Func<ulong, bool> leaves)
    {
        Epilog epilog = new(code, address);
        epilog.SkipClear();
        epilog._isStarted = epilog.ReadAddition();
        do
        {
            epilog.SkipClear();
        }
        while (epilog.ReadPop());

        return epilog.IsEnd(leaves) ? epilog._row.ToRow() : null;
    }

    // vzeroupper
    private void SkipClear()
    {
        if (_code.StartsWith((ReadOnlySpan<byte>)[0xC5, 0xF8, 0x77]))
        {
            Take(3);
        }
    }

    private bool ReadAddition()
    {
        switch (_code)
        {
            case [0x48, 0x83, 0xC4, var small, ..]: // add rsp, imm8
                _row.Skip((sbyte)small);
                Take(4);
                return true;
            case [0x48, 0x81, 0xC4, _, _, _, _, ..]: // add rsp, imm32
                _row.Skip(BinaryPrimitives.ReadInt32LittleEndian(_code[3..]));
                Take(7);
                return true;
            case [0x48, 0x8D, 0x65, var near, ..]: // lea rsp, [rbp+disp8]
                _row.StartAt(FramePointer, (sbyte)near);
                Take(4);
                return true;
            case [0x48, 0x8D, 0xA5, _, _, _, _, ..]: // lea rsp, [rbp+disp32]
                _row.StartAt(FramePointer, BinaryPrimitives.ReadInt32LittleEndian(_code[3..]));
                Take(7);
                return true;
            case [0x48, 0x8B, 0xE5, ..] or [0x48, 0x89, 0xEC, ..]: // mov rsp, rbp
                _row.StartAt(FramePointer, 0);
                Take(3);
                return true;
            case [0xC9, ..]: // leave
                _row.StartAt(FramePointer, 0);
                _row.Pop(FramePointer);
                Take(1);
                return true;
            default:
                return false;
        }
    }

    private bool ReadPop()
    {
        (int length, int register) = _code switch
        {
            [0x41, >= 0x58 and <= 0x5F, ..] => (2, _code[1] - 0x58 + 8),
            [>= 0x58 and <= 0x5F, ..] => (1, _code[0] - 0x58),
            _ => (0, StackPointer),
        };
        if (register == StackPointer)
        {
            return false;
        }

        _row.Pop(register);
        _isStarted = true;
        Take(length);
        return true;
    }

    private readonly bool IsEnd(Func<ulong, bool> leaves) => _code switch
    {
        [0xC3, ..] or [0xC2, ..] or [0xF3, 0xC3, ..] => true, // ret
        [0x48, 0xFF, var target, ..] when IsJump(target) => true, // jmp register or memory, as tail calls have it
        [0xFF, 0x25, ..] => true, // jmp [rip+disp32]
        [0xFF, var target, ..] when IsJump(target) => _isStarted, // as in a switch, unless registers were popped
        [0xE9, _, _, _, _, ..] => leaves(_address + 5 + (ulong)BinaryPrimitives.ReadInt32LittleEndian(_code[1..])),
        [0xEB, _, ..] => leaves(_address + 2 + (ulong)(sbyte)_code[1]),
        _ => false,
    };

    // FF /4
    private static bool IsJump(byte modRm) => (modRm >> 3 & 7) == 4;

    private void Take(int count)
    {
        _code = _code[count..];
        _address += (ulong)count;
    }
}
