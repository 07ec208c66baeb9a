namespace Bpf;

/// <summary>
/// Base class of map declarations. An instance is only a marker in the source: in BPF code it stands for the kernel map; in user space it is an empty
/// object with operations that throw <see cref="BpfOnlyException"/>.
/// </summary>
public abstract class BpfMapDeclaration
{
    private protected BpfMapDeclaration()
    {
    }
}
