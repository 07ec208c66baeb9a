using System.Runtime.InteropServices;
using System.Text;
using Bpf.Runtime;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Files of the kernel in security hooks: acquired, asked for their path and attributes, released.</summary>
internal static partial class FileScenarios
{
    /// <summary>The checks in order.</summary>
    public static IEnumerable<Scenario> All =>
    [
        new("file_paths", () => Machine.IsGuest ? TracingScenarios.Reported(Paths) : "not on a host"),
        new("file_attribute", () => Machine.IsGuest ? TracingScenarios.Reported(Attribute) : "not on a host"),
    ];

    private static string Paths()
    {
        using GuestFilesSkeleton skeleton = Load(each => each.Programs.OnOpen);
        string path = Path.Combine("/tmp", "opened by the guest");
        File.WriteAllText(path, "text");
        Link link = skeleton.Programs.OnOpen.Attach();
        _ = File.ReadAllText(path);
        string opened = TextOf(skeleton.Bss.s_path, skeleton.Bss.s_pathLength);
        string executable = TextOf(skeleton.Bss.s_executable, skeleton.Bss.s_executableLength);
        int calls = skeleton.Bss.s_calls;
        link.Detach();
        _ = File.ReadAllText(path);
        Scenario.Equal(calls, skeleton.Bss.s_calls, "calls after Detach");
        Scenario.Equal(path, opened, "path of the file");
        Scenario.Equal(Environment.ProcessPath, executable, "path of the executable");
        return $"{opened}, {executable}, {calls}";
    }

    private static string Attribute()
    {
        using GuestFilesSkeleton skeleton = Load(each => each.Programs.OnOpenWithAttribute);
        const string Marked = "/tmp/marked";
        File.WriteAllText(Marked, "text");
        ulong value = 0x1122334455667788;
        Scenario.Equal(0, SetAttribute(Marked, "user.kind", in value, sizeof(ulong), 0), "setxattr");
        Link link = skeleton.Programs.OnOpenWithAttribute.Attach();
        _ = File.ReadAllText(Marked);
        link.Detach();
        return $"{skeleton.Bss.s_attributeLength} bytes, {skeleton.Bss.s_attribute:x}";
    }

    private static GuestFilesSkeleton Load(Func<GuestFilesSkeleton, BpfProgram> choose)
    {
        GuestFilesSkeleton skeleton = GuestFilesSkeleton.Open();
        skeleton.Rodata.Own = Environment.ProcessId;
        foreach (BpfProgram program in skeleton.Programs)
        {
            program.AutoLoad = program == choose(skeleton);
        }

        skeleton.Load();
        return skeleton;
    }

    // The length has the zero at the end.
    private static string TextOf(in GuestFiles.Text text, long length)
        => length is > 0 and <= GuestFiles.PathLength ? Encoding.UTF8.GetString(((ReadOnlySpan<byte>)text)[..((int)length - 1)]) : $"error {length}";

    [LibraryImport("libc", EntryPoint = "setxattr", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetAttribute(string path, string name, in ulong value, nuint size, int flags);
}
