namespace Bpf;

/// <summary>One step of an iteration over kernel objects; first parameter of an <see cref="IteratorAttribute"/> method.</summary>
public readonly unsafe ref struct IteratorContext
{
    private readonly void* _context; // struct bpf_iter__KIND *

    internal IteratorContext(void* context) => _context = context;

    /// <summary>The context itself.</summary>
    public void* Pointer => _context;

    /// <summary>Where the program writes what the host reads.</summary>
    public BpfSeqFile Output => new(Meta->Output);

    /// <summary>Number of the iteration, different for each reader.</summary>
    public ulong SessionId => Meta->SessionId;

    /// <summary>Number of the object, from 0. At the end it is the number of objects.</summary>
    public ulong Index => Meta->Index;

    private Metadata* Meta => *(Metadata**)_context;

    // struct bpf_iter_meta, include/linux/bpf.h: the same since kernel 5.8.
    private struct Metadata
    {
        public void* Output;
        public ulong SessionId;
        public ulong Index;
    }
}
