namespace Bpf;

/// <summary>One step of an iteration over kernel objects; the first parameter of an <see cref="IteratorAttribute"/> method.</summary>
public readonly unsafe ref struct IteratorContext : IBpfContext
{
    private readonly void* _context; // struct bpf_iter__KIND *

    internal IteratorContext(void* context) => _context = context;

    /// <summary>The context itself.</summary>
    public void* Pointer => _context;

    /// <summary>The output that the host reads.</summary>
    public BpfSeqFile Output => new(Meta->Output);

    /// <summary>Identifies the iteration; each reader has its own.</summary>
    public ulong SessionId => Meta->SessionId;

    /// <summary>Zero-based index of the object. In the last call, the number of objects.</summary>
    public ulong Index => Meta->Index;

    private Metadata* Meta => *(Metadata**)_context;

    // struct bpf_iter_meta, include/linux/bpf.h: unchanged since kernel 5.8.
    private struct Metadata
    {
        public void* Output;
        public ulong SessionId;
        public ulong Index;
    }
}
