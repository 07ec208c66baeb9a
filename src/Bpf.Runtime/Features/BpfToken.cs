using System.Text;
using Bpf.Objects.NativeNames;
using Bpf.Runtime.Features;
using Bpf.Runtime.Syscalls;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// A BPF token (kernel 6.9): permission to use parts of <c>bpf(2)</c> in a user namespace without capabilities in the initial namespace, delegated by
/// the mount options of a BPF file system.
/// </summary>
public sealed class BpfToken : IDisposable
{
    private const string PathVariable = "LIBBPF_BPF_TOKEN_PATH";
    private const int LongestPath = 4095; // PATH_MAX, include/uapi/linux/limits.h
    private readonly Lazy<KernelFeatures> _features;

    private BpfToken(BpfHandle handle, string path)
    {
        Handle = handle;
        Path = path;
        _features = new(() => KernelFeatures.Create(this));
    }

    /// <summary>The token's descriptor.</summary>
    public BpfHandle Handle { get; }

    /// <summary>Mount point of the BPF file system it was created from.</summary>
    public string Path { get; }

    /// <summary>Kernel features available to a holder of this token.</summary>
    public KernelFeatures Features => _features.Value;

    /// <summary>
    /// Creates the token selected by the options: from <see cref="BpfObjectOptions.TokenPath"/>, else from the path in the environment variable
    /// LIBBPF_BPF_TOKEN_PATH, else from /sys/fs/bpf or the first other mounted BPF file system that delegates one. An empty path means no token.
    /// </summary>
    /// <param name="options">The options.</param>
    /// <returns>The token, or null when none is requested and no BPF file system delegates one.</returns>
    /// <exception cref="BpfException">The given path does not yield a token; the message explains why.</exception>
    public static BpfToken? Acquire(BpfObjectOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string? path = options.TokenPath ?? Environment.GetEnvironmentVariable(PathVariable);
        return path switch
        {
            null => FindAny(),
            "" => null,
            _ => Create(path),
        };
    }

    /// <summary>Creates a token from a BPF file system.</summary>
    /// <param name="path">Its mount point.</param>
    /// <returns>The token.</returns>
    /// <exception cref="BpfException">It cannot be created; the message explains why.</exception>
    public static BpfToken Create(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Encoding.UTF8.GetByteCount(path) > LongestPath)
        {
            throw new BpfException("create BPF token from", $"{path[..64]}…", Errno.ENAMETOOLONG, $"The path is longer than {LongestPath} bytes.");
        }

        NativeText.Require(path, "create BPF token from", path);
        Errno error = Create(path, out BpfToken? token);
        return error == Errno.None ? token! : throw new BpfException("create BPF token from", path, error, Advice(error));
    }

    /// <inheritdoc/>
    public void Dispose() => Handle.Dispose();

    private static BpfToken? FindAny()
    {
        foreach (string place in BpfFileSystems.Find())
        {
            // In the initial user namespace no file system delegates a token, so the first answer applies to all.
            Errno error = Create(place, out BpfToken? token);
            if (error == Errno.None)
            {
                return token;
            }

            if (error == Errno.EOPNOTSUPP)
            {
                break;
            }
        }

        return null;
    }

    private static unsafe Errno Create(string path, out BpfToken? token)
    {
        token = null;
        Errno error = Native.Open(path, Native.OpenReadOnly | Native.OpenDirectory, out BpfHandle directory);
        if (error != Errno.None)
        {
            return error;
        }

        using (directory)
        {
            TokenCreateAttribute attribute = new() { BpffsFd = (uint)directory.Descriptor };
            error = BpfCall.Open(BpfCommand.TokenCreate, ref attribute, sizeof(TokenCreateAttribute), out BpfHandle handle);
            if (error == Errno.None)
            {
                token = new BpfToken(handle, path);
            }

            return error;
        }
    }

    private static string? Advice(Errno error) => error switch
    {
        Errno.ENOENT => "There is no such directory, or the BPF file system mounted there delegates nothing: it needs the mount options delegate_cmds, delegate_maps, delegate_progs and delegate_attachs.",
        Errno.ENOTDIR => "It is not a directory; give the mount point of a BPF file system.",
        Errno.EINVAL => "It is not a BPF file system, or the kernel is older than 6.9 and does not support tokens.",
        Errno.EOPNOTSUPP => "Tokens only work inside a user namespace; in the initial one, use capabilities and an empty token path.",
        Errno.EPERM => "The BPF file system belongs to another user namespace, or this process lacks CAP_BPF in its own.",
        _ => null,
    };
}
