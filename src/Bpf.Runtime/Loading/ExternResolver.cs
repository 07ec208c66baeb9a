using Bpf.Objects.Btf;
using Bpf.Objects.Description;
using Bpf.Objects.Externs;
using Bpf.Objects.Relocations;
using Bpf.Objects;
using Bpf.Runtime.Kernel;
using Bpf.Runtime.Syscalls;
using Bpf.Symbols.Kernel;

namespace Bpf.Runtime.Loading;

/// <summary>Resolves the externs of an object in the running kernel.</summary>
/// <param name="file">The object.</param>
/// <param name="options">How the object is opened and loaded.</param>
/// <param name="features">Kernel features available to this object.</param>
/// <param name="kernelTypes">Returns the types of vmlinux; called only when an extern needs them.</param>
internal sealed class ExternResolver(ObjectFile file, BpfObjectOptions options, KernelFeatures features, Func<BtfTypeTable> kernelTypes) : IDisposable
{
    private readonly List<BpfHandle> _moduleBtf = [];

    /// <summary>Descriptors of the module BTF that programs need; the first is unused, since index 0 means vmlinux.</summary>
    public List<int> FdArray { get; } = [0];

    /// <summary>Resolves all externs.</summary>
    /// <param name="configuration">Memory of the map of configuration values.</param>
    /// <exception cref="BpfException">An extern that is not weak does not exist, or has another type.</exception>
    public void Resolve(Span<byte> configuration)
    {
        Dictionary<string, ulong?> addresses = [];
        foreach (ExternSymbol symbol in file.Externs)
        {
            switch (symbol.Kind)
            {
                case ExternKind.Configuration:
                    ResolveConfiguration(symbol, configuration.Slice(symbol.Offset, symbol.Size));
                    break;
                case ExternKind.Address:
                    addresses[symbol.Name] = null;
                    break;
                case ExternKind.Variable:
                    ResolveTyped(symbol, BtfKind.Variable);
                    break;
                default:
                    ResolveTyped(symbol, BtfKind.Function);
                    break;
            }
        }

        if (addresses.Count != 0)
        {
            ResolveAddresses(addresses);
        }

        foreach (ExternSymbol symbol in file.Externs)
        {
            if (!symbol.IsResolved && !symbol.IsWeak)
            {
                throw Missing(symbol);
            }
        }
    }

    public void Dispose()
    {
        foreach (BpfHandle handle in _moduleBtf)
        {
            handle.Dispose();
        }
    }

    private void ResolveConfiguration(ExternSymbol symbol, Span<byte> memory)
    {
        symbol.IsResolved = true;
        if (symbol.Name.StartsWith("LINUX_", StringComparison.Ordinal))
        {
            ulong? value = symbol.Name switch
            {
                "LINUX_KERNEL_VERSION" => KernelVersion.Code,
                "LINUX_HAS_BPF_COOKIE" => features.AttachCookie.IsSupported ? 1ul : 0,
                "LINUX_HAS_SYSCALL_WRAPPER" => features.SyscallWrapper.IsSupported ? 1ul : 0,
                _ => null,
            };
            symbol.IsResolved = value is not null;
            if (value is { } known)
            {
                ConfigurationValue.WriteNumberOrBool(symbol, file.Btf!, known, memory);
            }

            return;
        }

        if (!symbol.Name.StartsWith("CONFIG_", StringComparison.Ordinal))
        {
            throw new BpfException("resolve extern", $"{file.Name}:{symbol.Name}", Errno.EINVAL, "Names in '.kconfig' must begin with CONFIG_ or LINUX_.");
        }

        string? text = null;
        if (options.KernelConfig is { } given)
        {
            text = KernelConfiguration.Parse(new StringReader(given)).GetValueOrDefault(symbol.Name);
        }

        text ??= KernelConfiguration.Running.GetValueOrDefault(symbol.Name);
        symbol.IsResolved = text is not null;
        if (text is not null)
        {
            ConfigurationValue.Write(symbol, file.Btf!, text, memory);
        }
    }

    private void ResolveAddresses(Dictionary<string, ulong?> addresses)
    {
        KernelSymbolSearch.Find(addresses);
        foreach (ExternSymbol symbol in file.Externs)
        {
            if (symbol.Kind == ExternKind.Address && addresses[symbol.Name] is { } address)
            {
                symbol.Address = address;
                symbol.IsResolved = true;
            }
        }
    }

    private void ResolveTyped(ExternSymbol symbol, BtfKind kind)
    {
        ReadOnlySpan<byte> name = System.Text.Encoding.UTF8.GetBytes(symbol.Name);
        ReadOnlySpan<byte> essential = kind == BtfKind.Function ? BtfNames.Essential(name) : name;
        BtfTypeTable types = kernelTypes();
        uint id = types.Find(essential, kind);
        ModuleBtf? owner = null;
        if (id == 0)
        {
            foreach (ModuleBtf module in KernelBtf.Modules)
            {
                id = module.Types.FindOwn(essential, kind);
                if (id == 0)
                {
                    continue;
                }

                owner = module;
                types = module.Types;
                break;
            }
        }

        if (id == 0)
        {
            return;
        }

        if (!CoreTypes.AreCompatible(file.Btf!, symbol.TypeId, types, types[id].ReferencedId))
        {
            // A weak function with another signature counts as missing.
            if (kind == BtfKind.Function && symbol.IsWeak)
            {
                return;
            }

            throw new BpfException(
                "resolve extern", $"{file.Name}:{symbol.Name}", Errno.EINVAL,
                $"The object declares it as {BtfText.Describe(file.Btf!, symbol.TypeId)}, but the kernel has "
                    + $"{BtfText.Describe(types, types[id].ReferencedId)}.");
        }

        symbol.KernelTypeId = id;
        symbol.IsResolved = true;
        if (owner is not null)
        {
            UseModule(symbol, owner);
        }
    }

    private void UseModule(ExternSymbol symbol, ModuleBtf module)
    {
        BpfHandle handle = module.OpenInKernel();
        _moduleBtf.Add(handle);
        symbol.ModuleBtfFd = handle.Descriptor;
        if (symbol.Kind != ExternKind.Function)
        {
            return;
        }

        if (FdArray.Count > short.MaxValue)
        {
            throw new BpfException("resolve extern", $"{file.Name}:{symbol.Name}", Errno.E2BIG, "The object uses functions from too many modules.");
        }

        symbol.FdArrayIndex = (short)FdArray.Count;
        FdArray.Add(handle.Descriptor);
    }

    private BpfException Missing(ExternSymbol symbol) => new("resolve extern", $"{file.Name}:{symbol.Name}", Errno.ESRCH, symbol.Kind switch
    {
        ExternKind.Configuration =>
            "The kernel's configuration (/boot/config-*, /proc/config.gz) and BpfObjectOptions.KernelConfig do not contain it; "
                + "declare it __weak if it may be absent.",
        ExternKind.Address => "/proc/kallsyms does not contain it; declare it __weak if it may be absent.",
        ExternKind.Variable => "The types of the kernel and its modules have no such variable; declare it __weak if it may be absent.",
        _ => "The types of the kernel and its modules have no such function; declare it __weak if it may be absent.",
    });
}
