using Bpf.Symbols.DotNet.Contract;
using Bpf.Symbols.DotNet.Metadata;
using Bpf.Symbols.DotNet.Names;
using Bpf.Symbols.DotNet.ReadyToRun;
using Bpf.Symbols.Memory;

namespace Bpf.Symbols.DotNet.Methods;

/// <summary>Names the methods of a runtime by their <c>MethodDesc</c>.</summary>
internal sealed class MethodReader(IProcessMemory memory, RuntimeLayout layout, ModuleTable modules, TypeReader types)
{
    private const int KindMask = 7;
    private const int ArrayKind = 4;
    private const int InstantiatedKind = 5;
    private const int DynamicKind = 7;
    private const int TokenBits = 24;
    private const ulong InstanceMark = 1;

    /// <summary>Returns a method; null if it has no name.</summary>
    /// <param name="method">Address of its <c>MethodDesc</c>.</param>
    public MethodIdentity? Find(ulong method)
    {
        int kind = memory.UInt16(method + (ulong)layout.Method.Flags) & KindMask;
        if (kind == DynamicKind)
        {
            ulong name = layout.DynamicMethodName is { } field ? memory.Pointer(method + (ulong)field) : 0;
            string text = name == 0 ? "" : memory.Utf8(name);
            return text.Length == 0 ? null : new MethodIdentity { Name = text };
        }

        Span<byte> index = stackalloc byte[1];
        if (!memory.TryRead(method + (ulong)layout.Method.ChunkIndex, index))
        {
            return null;
        }

        // Methods lie in chunks that share what they have in common, which is in front of the first.
        ulong chunk = method - (index[0] * layout.MethodAlignment) - (ulong)layout.Chunk.Size;
        ulong table = memory.Pointer(chunk + (ulong)layout.Chunk.Table);
        if (table == 0 || kind == ArrayKind)
        {
            return null;
        }

        uint remainder = memory.UInt16(method + (ulong)layout.Method.TokenRemainder) & ((1u << layout.TokenRemainderBits) - 1);
        uint range = memory.UInt16(chunk + (ulong)layout.Chunk.TokenRange) & ((1u << (TokenBits - layout.TokenRemainderBits)) - 1);
        uint row = (range << layout.TokenRemainderBits) | remainder;
        return types.ModuleOf(table)?.Method(row, types.Identity(table), kind == InstantiatedKind ? ArgumentsOf(method) : null);
    }

    /// <summary>Returns a method of a module by what its image says; null if it has no name.</summary>
    public MethodIdentity? Find(ulong module, PrecompiledMethod method) => method.IsReference ? modules[module]?.Reference(method.Row)
        : modules[module]?.Method(method.Row, null, null);

    private TypeText[]? ArgumentsOf(ulong method)
    {
        if (layout is not { MethodInstance: { } field, MethodArgumentCount: { } count })
        {
            return null;
        }

        ulong list = memory.Pointer(method + (ulong)field) & ~InstanceMark;
        TypeText[] arguments = list == 0 ? [] : types.List(list, memory.UInt16(method + (ulong)count));
        return arguments.Length == 0 ? null : arguments;
    }
}
