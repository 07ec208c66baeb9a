using Bpf.Profiling.Unwinding.Rows;
using Bpf.Profiling.Unwinding.State;
using Bpf.Symbols.DotNet.Code;
using Bpf.Symbols.Memory;

namespace Bpf.Profiling.Unwinding.Managed;

/// <summary>How to step from code of the .NET runtime of a process to its caller. Code moves and is collected, so rows last for one epoch only.</summary>
/// <param name="architecture">The instruction set.</param>
/// <param name="memory">The process.</param>
/// <param name="code">Its code.</param>
internal sealed class ManagedFrames(FrameArchitecture architecture, IProcessMemory memory, ManagedCodeMap code)
{
    private const int MostKept = 1 << 16;
    private readonly Dictionary<(ulong Address, bool IsExact), (RowSearch Search, FrameRow? Row)> _rows = [];
    private readonly Dictionary<FrameRow, FrameRow> _distinct = [];
    private readonly FrameRow _framePointer = FrameRow.FramePointer(architecture);

    /// <summary>Begins a new epoch: forgets the rows.</summary>
    public void Refresh() => _rows.Clear();

    /// <summary>Returns how to step to the caller.</summary>
    /// <param name="address">An address in the instruction.</param>
    /// <param name="isExact">True if the instruction runs next, false if it is a call that has not returned.</param>
    /// <param name="row">The row, if there is one.</param>
    public RowSearch Find(ulong address, bool isExact, out FrameRow? row)
    {
        if (_rows.TryGetValue((address, isExact), out (RowSearch Search, FrameRow? Row) known))
        {
            row = known.Row;
            return known.Search;
        }

        if (_rows.Count >= MostKept)
        {
            _rows.Clear();
        }

        RowSearch search = Read(address, isExact, out row);
        if (row is not null && !_distinct.TryAdd(row, row))
        {
            row = _distinct[row];
        }

        _rows.Add((address, isExact), (search, row));
        return search;
    }

    private RowSearch Read(ulong address, bool isExact, out FrameRow? row)
    {
        row = null;
        CodeBlock block = code.Find(address);
        if (block.Kind is CodeBlockKind.None or CodeBlockKind.Stub)
        {
            return block.Kind == CodeBlockKind.Stub ? RowSearch.Stub : RowSearch.Undescribed;
        }

        // On aarch64 the runtime keeps frame pointers.
        if (architecture != FrameArchitecture.X64 || !code.TryFindUnwind(block, address, out UnwindFunction function) || address < function.Begin)
        {
            row = _framePointer;
            return RowSearch.Found;
        }

        ulong next = isExact ? address : address + 1;
        row = (isExact ? ReadEpilog(address, function) : null)
            ?? UnwindCodes.RowAt(memory, block.SectionBegin, function, next - function.Begin)
            ?? _framePointer;
        return RowSearch.Found;
    }

    private FrameRow? ReadEpilog(ulong address, UnwindFunction function)
    {
        // At the first instruction a jump is the whole function.
        Span<byte> bytes = stackalloc byte[Epilog.LongestCode];
        ulong rest = function.End > address ? function.End - address : (ulong)bytes.Length;
        bytes = bytes[..(int)Math.Min(rest, (ulong)bytes.Length)];
        return memory.TryRead(address, bytes) ? Epilog.Read(bytes, address, Leaves) : null;

        // A jump to the other part of a split method stays in it.
        bool Leaves(ulong target)
        {
            if (target >= function.Begin && target < function.End)
            {
                return false;
            }

            CodeBlock block = code.Find(target);
            return block.Kind is CodeBlockKind.None or CodeBlockKind.Stub || block.Start == target;
        }
    }
}
