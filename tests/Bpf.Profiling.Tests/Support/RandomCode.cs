using Bpf.Profiling.Unwinding;
using Bpf.Profiling.Unwinding.Elf;
using Bpf.Profiling.Unwinding.Rows;

namespace Bpf.Profiling.Tests.Support;

/// <summary>A process that consists of one library, and of stubs and unknown code.</summary>
internal sealed class RandomCode(FrameFile library) : IFrameRows
{
    public const ulong Base = 0x7F00_0000_0000;
    public const int Length = 2 << 20;

    public RowSearch Find(ulong address, bool isExact, out FrameRow? row)
    {
        row = null;
        if (address < Base || address - Base >= Length)
        {
            return RowSearch.NotCode;
        }

        row = library.RowAt(address - Base);
        return row is not null ? RowSearch.Found : (address & 16) == 0 ? RowSearch.Stub : RowSearch.Undescribed;
    }

    public bool IsReturnAddress(ulong address) => address >= Base && address - Base < Length;
}
