namespace Bpf;

/// <summary>
/// Base of the map declarations. An instance exists only as a mark in the source: in BPF code it is the address of the kernel map,
/// in user space it is an empty object, and its operations throw <see cref="BpfOnlyException"/> there.
/// </summary>
public abstract class BpfMapDeclaration
{
    private protected BpfMapDeclaration()
    {
    }
}
