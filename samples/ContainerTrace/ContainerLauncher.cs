using System.Diagnostics;
using System.IO.Pipes;
using Bpf.Runtime;
using Microsoft.Win32.SafeHandles;

namespace Samples;

/// <summary>
/// The privileged helper, which a container manager would be: starts a process in namespaces of its own and delegates to it, by the mount
/// options of a BPF file system, just what tracing user-space functions takes.
/// </summary>
internal static class ContainerLauncher
{
    // Value 0, which is also what programs have that declare no attach type, such as single uprobes.
    private const string NoAttachType = "cgroup_inet_ingress";

    public static async Task<int> RunAsync(string[] arguments, bool single, CancellationToken cancellation)
    {
        using AnonymousPipeServerStream incoming = new(PipeDirection.In, HandleInheritability.Inheritable);
        using AnonymousPipeServerStream outgoing = new(PipeDirection.Out, HandleInheritability.Inheritable);
        string[] itself = ["--inside", $"{outgoing.GetClientHandleAsString()},{incoming.GetClientHandleAsString()}", .. arguments];

        // unshare(1), because the kernel lets no process with threads, as .NET's are, enter a new user namespace by itself.
        using Process container = Start(["--user", "--map-root-user", "--mount", Environment.ProcessPath!, .. itself]);
        incoming.DisposeLocalCopyOfClientHandle();
        outgoing.DisposeLocalCopyOfClientHandle();
        using (ContainerChannel channel = new(incoming, outgoing))
        {
            // No line: the container ended before it asked, and has said why.
            if (channel.Receive() is { } request)
            {
                channel.Send(Delegate(container.Id, int.Parse(request), single));
            }
        }

        using CancellationTokenRegistration stop = cancellation.Register(() => Terminate(container.Id));
        await container.WaitForExitAsync(CancellationToken.None);
        return container.ExitCode;
    }

    private static Process Start(string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("unshare", arguments) { UseShellExecute = false })!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new BpfException("start", "unshare", Errno.ENOENT, "The command unshare of util-linux makes the namespaces; install it.", exception);
        }
    }

    // Empty when all went well, else the reason for the container to report.
    private static string Delegate(int processId, int descriptor, bool single)
    {
        try
        {
            using SafeFileHandle context = MountCalls.TakeDescriptor(processId, descriptor);

            // Names as in the kernel's enums bpf_cmd, bpf_map_type, bpf_prog_type and bpf_attach_type, without their prefixes.
            MountCalls.Configure(context, "delegate_cmds", "map_create:prog_load:btf_load:link_create");
            MountCalls.Configure(context, "delegate_maps", "hash:array:ringbuf");
            MountCalls.Configure(context, "delegate_progs", "kprobe");
            MountCalls.Configure(context, "delegate_attachs", single ? $"trace_uprobe_multi:{NoAttachType}" : "trace_uprobe_multi");
            MountCalls.Finish(context);
            return "";
        }
        catch (BpfException exception)
        {
            return $"{exception.Message} The helper needs root, and Linux 6.9.";
        }
    }

    private static void Terminate(int processId)
    {
        try
        {
            using Process kill = Process.Start("kill", [$"{processId}"]);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // The container ends by itself when its time is up.
        }
    }
}
