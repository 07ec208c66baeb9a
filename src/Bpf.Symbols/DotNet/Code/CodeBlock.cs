namespace Bpf.Symbols.DotNet.Code;

/// <summary>The piece of code that an address belongs to.</summary>
internal readonly record struct CodeBlock
{
    /// <summary>What it is; everything else is 0 for <see cref="CodeBlockKind.None"/>.</summary>
    public CodeBlockKind Kind { get; init; }

    /// <summary>First address of the method, or of the stub; 0 where a stub's is unknown.</summary>
    public ulong Start { get; init; }

    /// <summary>Address of the method's <c>MethodDesc</c>; 0 for stubs, and for precompiled code whose image only its file describes.</summary>
    public ulong Method { get; init; }

    /// <summary>Address of the runtime's header of a jitted method. Memory of collected methods is used again: a name belongs to start and header.</summary>
    public ulong Header { get; init; }

    /// <summary>True for code that the runtime frees when it is not used anymore, such as that of a <c>DynamicMethod</c>.</summary>
    public bool IsCollectible { get; init; }

    /// <summary>Address to which the offsets of <see cref="UnwindTable"/> are relative.</summary>
    public ulong SectionBegin { get; init; }

    /// <summary>Address of the runtime functions, sorted by begin; of one method when jitted, of a whole image when precompiled; 0 for none.</summary>
    public ulong UnwindTable { get; init; }

    /// <summary>Number of runtime functions in the table.</summary>
    public uint UnwindCount { get; init; }

    /// <summary>Size of a runtime function in bytes; 0 for the one that the runtime compiled.</summary>
    public int UnwindEntrySize { get; init; }

    /// <summary>Address of the runtime's description of the module; only for precompiled code.</summary>
    public ulong Module { get; init; }

    /// <summary>Kind of stub, where it is known.</summary>
    public StubKind Stub { get; init; }
}
