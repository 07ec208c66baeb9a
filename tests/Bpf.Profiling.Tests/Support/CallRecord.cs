using Bpf.Objects.Code;
using Bpf.Symbols.Memory;

namespace Bpf.Profiling.Tests.Support;

/// <summary>
/// The callers of a stepped thread, as its own call and return instructions tell: what an unwinder must find. Callers from before the first step are taken
/// from the first unwound stack.
/// </summary>
internal sealed class CallRecord
{
    private readonly SteppedThread _thread;
    private readonly ProcessMemory _memory;
    private readonly Stack<(ulong Slot, ulong Frame)> _calls = [];
    private readonly List<ulong> _outer;

    /// <summary>Starts with the callers that were unwound at the place where the thread is.</summary>
    public CallRecord(SteppedThread thread, ProcessMemory memory, IEnumerable<ulong> callers)
        => (_thread, _memory, _outer) = (thread, memory, [.. callers]);

    /// <summary>The frames that an unwinder must find now.</summary>
    public IEnumerable<ulong> Frames => [_thread.ProgramCounter, .. _calls.Select(call => call.Frame), .. _outer];

    /// <summary>Runs one instruction.</summary>
    /// <returns>False if the thread has returned from its first function.</returns>
    public bool Step()
    {
        (ulong next, ulong stack) = (_thread.ProgramCounter, _thread.StackPointer);
        Span<byte> code = stackalloc byte[16];
        int length = _memory.Read(next, code);
        _ = X64Decoder.TryDecode(code[..length], is64Bit: true, out X64Instruction instruction);
        bool isReturn = instruction is { Map: 0, Opcode: 0xC3 or 0xC2 };
        bool isSystemCall = instruction is { Map: 1, Opcode: 0x05 };
        bool isCall = instruction is { Map: 0, Opcode: 0xE8 } or { Map: 0, Opcode: 0xFF, Register: 2 };
        _thread.Step();
        if (_thread.HasEnteredHandler)
        {
            // The kernel pushes the address of the function that ends the handler; what it interrupted runs on at that instruction.
            _calls.Push((stack - 8, next));
            _calls.Push((_thread.StackPointer, Word(_thread.StackPointer) - 1));
            return true;
        }

        if (isCall && _thread.StackPointer == stack - 8)
        {
            _calls.Push((_thread.StackPointer, next + (ulong)instruction.Length - 1));
        }
        else if ((isReturn || (isSystemCall && _thread.StackPointer != stack)) && _calls.Count == 0) // rt_sigreturn leaves a handler
        {
            if (_outer.Count < 2)
            {
                return false;
            }

            _outer.RemoveAt(0);
        }

        while (_calls.TryPeek(out (ulong Slot, ulong Frame) call) && call.Slot < _thread.StackPointer)
        {
            _calls.Pop();
        }

        return true;
    }

    private ulong Word(ulong address)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        Assert.Equal(bytes.Length, _memory.Read(address, bytes));
        return BitConverter.ToUInt64(bytes);
    }
}
