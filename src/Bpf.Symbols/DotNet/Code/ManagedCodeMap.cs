using Bpf.Symbols.DotNet.Contract;
using Bpf.Symbols.DotNet.ReadyToRun;
using Bpf.Symbols.Memory;

namespace Bpf.Symbols.DotNet.Code;

/// <summary>
/// Finds the block of code, and its unwind information, that an address of a process belongs to, by the structures of its runtime. Damaged structures lead
/// to <see cref="CodeBlockKind.None"/> or to wrong answers, never to exceptions or endless loops. Not safe for threads.
/// </summary>
/// <param name="memory">The process.</param>
/// <param name="layout">The structures of its runtime.</param>
/// <param name="map">Address of the runtime's map of code sections.</param>
internal sealed class ManagedCodeMap(IProcessMemory memory, RuntimeLayout layout, ulong map)
{
    private const uint CollectibleFlag = 1;
    private const uint CodeHeapFlag = 2;
    private const uint RangeListFlag = 4;
    // Not in the contract, the same in 8, 9 and 10, and checked before use: the list of ranges follows the list of heaps, and has its kind of stub here.
    private const ulong RangeListKind = 0x120;
    private const uint MostUnwindFunctions = 1 << 16;

    private readonly RangeSectionMap _sections = new(memory, layout, map);
    private readonly NibbleMap _starts = new(memory, layout.ExecutionManagerVersion);
    private readonly PrecompiledCode _precompiled = new(memory, layout);

    /// <summary>False after the process has exited or started another program.</summary>
    public bool IsReadable => memory.TryRead(map, stackalloc byte[sizeof(ulong)]);

    /// <summary>Forgets images in whose place others have been loaded.</summary>
    /// <returns>True if there are any.</returns>
    public bool Refresh() => _precompiled.Refresh();

    /// <summary>Returns the block that contains an address.</summary>
    public CodeBlock Find(ulong address)
    {
        ulong section = _sections.Find(address);
        if (section == 0)
        {
            return default;
        }

        uint flags = memory.UInt32(section + (ulong)layout.Section.Flags);
        if ((flags & CodeHeapFlag) != 0)
        {
            return InCodeHeap(section, address) with { IsCollectible = (flags & CollectibleFlag) != 0 };
        }

        if ((flags & RangeListFlag) != 0)
        {
            ulong list = memory.Pointer(section + (ulong)layout.Section.HeapList + sizeof(ulong));
            return new CodeBlock { Kind = CodeBlockKind.Stub, Stub = list == 0 ? StubKind.Unknown : Known(memory.UInt32(list + RangeListKind)) };
        }

        ulong module = memory.Pointer(section + (ulong)layout.Section.Module);
        return module == 0 ? default : InImage(section, module, address);
    }

    /// <summary>Finds the function or funclet of a block that contains an address, and its unwind information.</summary>
    /// <returns><see langword="false"/> for stubs, and if the runtime's tables do not cover the address.</returns>
    public bool TryFindUnwind(in CodeBlock block, ulong address, out UnwindFunction function)
    {
        function = default;
        if (block.UnwindTable == 0 || address < block.SectionBegin || address - block.SectionBegin > uint.MaxValue)
        {
            return false;
        }

        RuntimeFunctions functions = new(memory, block.UnwindTable, block.UnwindCount, EntrySize(block));
        int index = functions.FindLast((uint)(address - block.SectionBegin));
        if (index < 0)
        {
            return false;
        }

        uint end = functions.End(index);
        function = new UnwindFunction(block.SectionBegin + functions.Begin(index), end == 0 ? 0 : block.SectionBegin + end,
            block.SectionBegin + functions.UnwindInfo(index));
        return end == 0 || address < function.End;
    }

    /// <summary>Returns the length in bytes of a method with its funclets; 0 if it is not known.</summary>
    public ulong SizeOf(in CodeBlock block)
    {
        if (block.UnwindTable == 0 || block.Start < block.SectionBegin)
        {
            return 0;
        }

        // A jitted method has a table of its own, and its last function ends last. In an image, only the first function is known to belong to the method.
        RuntimeFunctions functions = new(memory, block.UnwindTable, block.UnwindCount, EntrySize(block));
        int last = block.Kind == CodeBlockKind.Jitted ? (int)functions.Count - 1 : functions.FindLast((uint)(block.Start - block.SectionBegin));
        ulong end = last < 0 ? 0 : block.SectionBegin + functions.End(last);
        return end > block.Start ? end - block.Start : 0;
    }

    /// <summary>Returns the method of precompiled code by its image, for runtimes whose memory does not tell; null if the image does not say either.</summary>
    public PrecompiledMethod? MethodInImage(in CodeBlock block, ulong address)
    {
        RuntimeFunctions functions = new(memory, block.UnwindTable, block.UnwindCount, EntrySize(block));
        int index = block is { Kind: CodeBlockKind.Precompiled, UnwindTable: not 0 } ? functions.FindLast((uint)(address - block.SectionBegin)) : -1;
        return index < 0 ? null : _precompiled.MethodInImage(block.SectionBegin, index)?.Method;
    }

    private static StubKind Known(uint kind) => Enum.IsDefined((StubKind)kind) ? (StubKind)kind : StubKind.Unknown;

    private int EntrySize(in CodeBlock block)
        => block.UnwindEntrySize != 0 ? block.UnwindEntrySize : layout.FunctionSize ?? RuntimeFunctions.SizeWithEnd;

    private CodeBlock InCodeHeap(ulong section, ulong address)
    {
        ulong heap = memory.Pointer(section + (ulong)layout.Section.HeapList);
        if (heap == 0)
        {
            return default;
        }

        ulong begin = memory.Pointer(heap + (ulong)layout.HeapMapBase);
        ulong start = _starts.FindStart(begin, memory.Pointer(heap + (ulong)layout.HeapHeaderMap), address);
        if (start == 0)
        {
            return default;
        }

        // The word before a block is its header, or a small number for a stub.
        ulong header = memory.Pointer(start - sizeof(ulong));
        if (header <= layout.LastStubKind)
        {
            return new CodeBlock { Kind = CodeBlockKind.Stub, Start = start, Stub = Known((uint)header) };
        }

        ulong method = memory.Pointer(header + (ulong)layout.Header.Method);
        uint functions = memory.UInt32(header + (ulong)layout.Header.UnwindCount);
        return method == 0 ? default : new CodeBlock
        {
            Kind = CodeBlockKind.Jitted,
            Start = start,
            Method = method,
            Header = header,
            SectionBegin = memory.Pointer(section + (ulong)layout.Section.Begin),
            UnwindTable = functions is 0 or > MostUnwindFunctions ? 0 : header + (ulong)layout.Header.UnwindTable,
            UnwindCount = functions,
        };
    }

    private CodeBlock InImage(ulong section, ulong module, ulong address)
    {
        ulong begin = memory.Pointer(section + (ulong)layout.Section.Begin);
        CodeBlock unknown = new() { Kind = CodeBlockKind.Precompiled, Module = module, SectionBegin = begin };
        if (address < begin || address - begin > uint.MaxValue || _precompiled.TableOf(module, begin) is not { } table)
        {
            return unknown;
        }

        unknown = unknown with { UnwindTable = table.Address, UnwindCount = table.Count, UnwindEntrySize = table.EntrySize };
        RuntimeFunctions functions = table.Read(memory);
        uint offset = (uint)(address - begin);
        int function = functions.FindLast(offset);
        if (function < 0)
        {
            return unknown with { UnwindTable = 0 };
        }

        // Between and behind functions are the thunks that resolve calls.
        uint end = functions.End(function);
        if (end != 0 && offset >= end)
        {
            return new CodeBlock { Kind = CodeBlockKind.Stub, Stub = StubKind.CallThunk, Module = module };
        }

        (int main, ulong method) = _precompiled.MethodOf(table, begin, function);
        if (method == 0 && _precompiled.MethodInImage(begin, function) is { } inImage)
        {
            main = inImage.Main;
        }

        return unknown with { Start = begin + functions.Begin(main), Method = method };
    }
}
