using System.Runtime.CompilerServices;

namespace Bpf.Profiling.Unwinding.State;

/// <summary>The registers of a thread at one frame, by their DWARF numbers, as far as they are known.</summary>
internal struct RegisterSet
{
    /// <summary>The number of registers: enough for those of aarch64 that frame descriptions use.</summary>
    public const int Count = 33;

    private Values _values;
    private ulong _known;

    /// <summary>Returns the value of a register; false if it is not known.</summary>
    public readonly bool TryGet(ulong register, out ulong value)
    {
        bool isKnown = register < Count && (_known >> (int)register & 1) != 0;
        value = isKnown ? _values[(int)register] : 0;
        return isKnown;
    }

    public void Set(int register, ulong value)
    {
        _values[register] = value;
        _known |= 1UL << register;
    }

    public void Forget(int register) => _known &= ~(1UL << register);

    [InlineArray(Count)]
    private struct Values
    {
        private ulong _first;
    }
}
