using Bpf.Objects.NativeNames;
using Bpf.Runtime.Syscalls;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Maps;

/// <summary>Pins and opens objects in BPF file systems.</summary>
internal static unsafe class MapPinning
{
    public const string DefaultRoot = "/sys/fs/bpf";
    private const uint BpfFileSystemMagic = 0xCAFE4A11; // BPF_FS_MAGIC
    private const uint DirectoryMode = 0x1C0; // 0700

    /// <summary>Runs BPF_OBJ_GET.</summary>
    public static Errno Get(string path, out BpfHandle handle)
    {
        fixed (byte* name = NativeText.Of(path))
        {
            ObjectPathAttribute attribute = new() { PathName = (ulong)name };
            return BpfCall.Open(BpfCommand.ObjectGet, ref attribute, ObjectPathAttribute.KnownSize, out handle);
        }
    }

    /// <summary>Runs BPF_OBJ_PIN, creating the last directory of the path if it is missing.</summary>
    /// <exception cref="BpfException">The path is not in a BPF file system, or something is pinned there.</exception>
    public static void Pin(BpfHandle handle, string subject, string path)
    {
        Errno error = TryPin(handle, subject, path, out _);
        if (error != Errno.None)
        {
            throw BpfException.FromKernel("pin", new(subject, path, "at"), error, error == Errno.EEXIST ? "Something is already pinned there; "
                + "remove it first." : null);
        }
    }

    /// <inheritdoc cref="Pin"/>
    /// <param name="handle">The object to pin.</param>
    /// <param name="subject">Its name.</param>
    /// <param name="path">Path to pin it at.</param>
    /// <param name="pin">The pin; <see langword="null"/> after a failure, which leaves nothing behind.</param>
    public static Errno TryPin(BpfHandle handle, string subject, string path, out MapPin? pin)
    {
        NativeText.Require(path, "pin", new(subject, path, "at"));
        string directory = Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
        bool exists = Directory.Exists(directory);
        RequireBpfFileSystem(exists || Path.GetDirectoryName(directory) is not { Length: > 0 } above ? directory : above, subject);
        bool made = !exists && LibC.MakeDirectory(directory, DirectoryMode) == 0;
        if (!exists && !made && Native.LastError != Errno.EEXIST)
        {
            throw BpfException.FromKernel("create directory", directory, Native.LastError);
        }

        fixed (byte* name = NativeText.Of(path))
        {
            ObjectPathAttribute attribute = new() { PathName = (ulong)name, Fd = (uint)handle.Descriptor };
            Errno error = BpfCall.Run(BpfCommand.ObjectPin, ref attribute, ObjectPathAttribute.KnownSize);
            pin = error == Errno.None ? new MapPin(path, made ? directory : null) : null;
            if (error != Errno.None && made)
            {
                _ = LibC.RemoveDirectory(directory);
            }

            return error;
        }
    }

    private static void RequireBpfFileSystem(string directory, string subject)
    {
        byte* buffer = stackalloc byte[256]; // struct statfs begins with the magic number
        if (FileCalls.StatFs(directory, buffer) < 0)
        {
            throw BpfException.FromKernel("pin in directory", directory, Native.LastError);
        }

        if ((uint)*(long*)buffer != BpfFileSystemMagic)
        {
            throw new BpfException("pin", subject, Errno.EINVAL,
                $"'{directory}' is not in a BPF file system; mount one with 'mount -t bpf bpf {DefaultRoot}'.");
        }
    }
}
