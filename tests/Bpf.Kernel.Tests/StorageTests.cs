using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Bpf.Runtime;
using Bpf.Testing;
using Microsoft.Win32.SafeHandles;

namespace Bpf.Kernel.Tests;

/// <summary>Local storage maps, each with the owners that user space can name.</summary>
public sealed partial class StorageTests : IDisposable
{
    private static readonly Storages.Note s_note = new() { Visits = 3, Mark = 42 };
    private readonly StoragesSkeleton _skeleton;

    public StorageTests()
    {
        KernelRequirement.NeedRoot();
        foreach (MapType type in (MapType[])[MapType.TaskStorage, MapType.SocketStorage, MapType.InodeStorage, MapType.CgroupStorage])
        {
            KernelFeature feature = KernelFeatures.For(null).OfMapType(type);
            KernelRequirement.Need(feature.IsSupported, feature.ToString());
        }

        _skeleton = StoragesSkeleton.Open();
        _skeleton.Load();
    }

    public void Dispose() => _skeleton.Dispose();

    [Fact]
    public void ThreadStorageIsPerThread()
    {
        TaskStorage<Storages.Note> storage = _skeleton.Maps.OfTasks;
        Storages.Note read = default;
        (int First, int Second, bool IsThere, bool IsRemoved, int Third) seen = default;
        Exception? failure = null;
        Thread thread = new(() => failure = Record.Exception(() =>
        {
            int id = ThreadId();
            seen.First = Visit();
            seen.IsThere = storage.TryGetValue(id, out read);
            storage.Set(id, s_note);
            seen.Second = Visit();
            seen.IsRemoved = storage.Remove(id) && !storage.Remove(id) && !storage.TryGetValue(id, out _);
            seen.Third = Visit();
        }));
        thread.Start();
        thread.Join();
        Assert.Null(failure);
        Assert.Equal((-1, 42, true, true, -1), seen);
        Assert.Equal(1, read.Visits);
        Assert.False(storage.TryGetValue(Environment.ProcessId, out _));
    }

    [Fact]
    public void ProcessIsIdentifiedByIdOrDescriptor()
    {
        TaskStorage<Storages.Note> storage = _skeleton.Maps.OfTasks;
        using Process process = Process.Start(new ProcessStartInfo("sleep", "1000"))!;
        try
        {
            storage.Set(process.Id, s_note);
            Assert.True(storage.TryGetValue(process.Id, out Storages.Note note));
            Assert.Equal(s_note, note);
            using SafeFileHandle descriptor = new(PidFdOpen(434, process.Id, 0), ownsHandle: true);
            Assert.True(storage.TryGetValue(descriptor, out note) && note.Mark == 42);
            Assert.True(storage.Remove(descriptor));
            Assert.False(storage.TryGetValue(process.Id, out note));
            Assert.Equal(default, note);
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
        }

        Assert.False(storage.TryGetValue(process.Id, out _));
        Assert.False(storage.Remove(process.Id));
        BpfException gone = Assert.Throws<BpfException>(() => storage.Set(process.Id, s_note));
        Assert.Equal(Errno.ESRCH, gone.Errno);
        Assert.Contains($"{process.Id} does not exist", gone.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => storage.Set(0, s_note));
        using SafeFileHandle file = File.OpenHandle("/proc/self/status");
        Assert.Contains("pidfd_open", Assert.Throws<BpfException>(() => storage.TryGetValue(file, out _)).Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void SocketStorageLastsUntilTheSocketIsClosed()
    {
        SocketStorage<Storages.Note> storage = _skeleton.Maps.OfSockets;
        using Socket other = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        using (Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp))
        {
            Assert.False(storage.TryGetValue(socket, out _));
            storage.Set(socket, s_note);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            Assert.True(storage.TryGetValue(socket, out Storages.Note note));
            Assert.Equal(s_note, note);
            Assert.True(storage.TryGetValue(socket.SafeHandle, out _));
            Assert.False(storage.TryGetValue(other, out _));
            Assert.True(storage.Remove(socket));
            Assert.False(storage.Remove(socket));
            storage.Set(socket, s_note);
            socket.Close();
            Assert.Throws<ObjectDisposedException>(() => storage.TryGetValue(socket, out _));
        }

        using SafeFileHandle file = File.OpenHandle("/proc/self/status");
        BpfException exception = Assert.Throws<BpfException>(() => storage.Set(file, s_note));
        Assert.Contains("must be a socket descriptor", exception.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void AllPathsToAFileShareItsValue()
    {
        InodeStorage<Storages.Note> storage = _skeleton.Maps.OfFiles;
        string directory = Directory.CreateTempSubdirectory("bpf-storage-").FullName;
        string first = Path.Combine(directory, "first"), link = Path.Combine(directory, "link");
        try
        {
            File.WriteAllText(first, "");
            File.CreateSymbolicLink(link, first);
            using SafeFileHandle open = File.OpenHandle(first);
            storage.Set(link, s_note);
            Assert.True(storage.TryGetValue(open, out Storages.Note note));
            Assert.Equal(s_note, note);
            Assert.True(storage.TryGetValue(first, out _));
            Assert.False(storage.TryGetValue(directory, out _));
            Assert.True(storage.Remove(open));
            Assert.False(storage.Remove(first));
            BpfException exception = Assert.Throws<BpfException>(() => storage.TryGetValue(Path.Combine(directory, "none"), out _));
            Assert.Equal(("open", Errno.ENOENT), (exception.Operation, exception.Errno));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public void CgroupIsIdentifiedByItsDirectory()
    {
        string root = KernelFileSystem.Cgroup.Need();
        CgroupStorage<Storages.Note> storage = _skeleton.Maps.OfGroups;
        string group = Path.Combine(root, $"bpf-storage-{Environment.ProcessId}");
        Directory.CreateDirectory(group);
        try
        {
            storage.Set(group, s_note);
            Assert.True(storage.TryGetValue(group, out Storages.Note note));
            Assert.Equal(s_note, note);
            Assert.False(storage.TryGetValue(root, out _));
            Assert.True(storage.Remove(group));
            Assert.False(storage.Remove(group));
            storage.Set(group, s_note);
        }
        finally
        {
            Directory.Delete(group);
        }

        Directory.CreateDirectory(group);
        try
        {
            Assert.False(storage.TryGetValue(group, out _));
        }
        finally
        {
            Directory.Delete(group);
        }

        BpfException exception = Assert.Throws<BpfException>(() => storage.Set("/tmp", s_note));
        Assert.Equal(Errno.EBADF, exception.Errno);
        Assert.Contains("cgroup v2 file system", exception.Advice, StringComparison.Ordinal);
        Assert.Equal(Errno.ENOENT, Assert.Throws<BpfException>(() => storage.Remove(group)).Errno);
    }

    [Fact]
    public void NoDescriptorIsLeftOpen()
    {
        string directory = Directory.CreateTempSubdirectory("bpf-storage-").FullName;
        try
        {
            for (int i = 0; i < 20; i++)
            {
                _skeleton.Maps.OfTasks.Set(Environment.ProcessId, s_note);
                _skeleton.Maps.OfFiles.Set(directory, s_note);
                Assert.True(_skeleton.Maps.OfTasks.Remove(Environment.ProcessId) && _skeleton.Maps.OfFiles.Remove(directory));
                Assert.False(_skeleton.Maps.OfTasks.TryGetValue(Environment.ProcessId, out _) || _skeleton.Maps.OfFiles.TryGetValue(directory, out _));
            }

            Assert.DoesNotContain(new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos(), entry => entry.LinkTarget is { } target && (target == directory || target.Contains("pidfd", StringComparison.Ordinal)));
        }
        finally
        {
            Directory.Delete(directory);
        }
    }

    private int Visit() => (int)_skeleton.Programs.Visit.TestRun().ReturnValue;

    [LibraryImport("libc", EntryPoint = "gettid")]
    private static partial int ThreadId();

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint PidFdOpen(nint number, nint id, nint flags);
}
