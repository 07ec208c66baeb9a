using System.Diagnostics;
using System.Globalization;
using Bpf.Runtime;
using Bpf.Verify.Guest.Protocol;

namespace Bpf.Cli.Verify;

/// <summary>One boot of a kernel in qemu, as an unprivileged process without acceleration: nested virtualization is often advertised but broken.</summary>
internal sealed class VirtualMachine
{
    private const int ConsoleTail = 12;
    private static readonly TimeSpan s_longestBoot = TimeSpan.FromHours(1);

    private static readonly Dictionary<string, (string Program, string Packages)> s_emulators = new()
    {
        ["x86_64"] = ("qemu-system-x86_64", "apt install qemu-system-x86, dnf install qemu-system-x86-core, pacman -S qemu-system-x86"),
        ["aarch64"] = ("qemu-system-aarch64", "apt install qemu-system-arm, dnf install qemu-system-aarch64-core, pacman -S qemu-system-aarch64"),
    };

    private readonly Queue<string> _tail = new();

    /// <summary>What the kernel wrote last.</summary>
    public string Tail => string.Join('\n', _tail);

    /// <summary>True when the machine was stopped because it did nothing for too long.</summary>
    public bool HasHung { get; private set; }

    /// <summary>True when the kernel wrote into a message.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Requires an emulator for an architecture.</summary>
    /// <exception cref="BpfException">It is not installed.</exception>
    public static void RequireEmulator(string architecture)
    {
        (string program, string packages) = s_emulators[architecture];
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        if (!Array.Exists(folders, folder => File.Exists(Path.Combine(folder, program))))
        {
            throw new BpfException("find", program, null, $"Kernels of {architecture} run in it. Install it: {packages}.");
        }
    }

    /// <summary>Boots a kernel and reads what the machine says.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="rootFileSystem">The file that it unpacks.</param>
    /// <param name="patience">How long the machine may be silent.</param>
    /// <param name="receive">Receives the messages.</param>
    /// <exception cref="BpfException">The emulator does not start.</exception>
    public void Run(KernelImage kernel, string rootFileSystem, TimeSpan patience, Action<GuestMessage> receive)
    {
        ProcessStartInfo start = KernelScripts.Call("boot", kernel.Choice.PackageName, rootFileSystem, Path.GetFullPath(kernel.Path));
        start.Environment["BPF_BOOT_SECONDS"] = s_longestBoot.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        using Process process = Process.Start(start)!;
        ConsoleCancelEventHandler stop = (_, _) => Stop(process);
        Console.CancelKeyPress += stop;
        try
        {
            process.StandardInput.Close();
            process.ErrorDataReceived += (_, line) => Note(line.Data);
            process.BeginErrorReadLine();
            Read(process.StandardOutput, patience, receive);
        }
        finally
        {
            Console.CancelKeyPress -= stop;
            Stop(process);
            process.WaitForExit();
        }
    }

    private void Read(StreamReader console, TimeSpan patience, Action<GuestMessage> receive)
    {
        int expected = 0;
        while (true)
        {
            Task<string?> next = console.ReadLineAsync();
            if (!next.Wait(patience))
            {
                HasHung = true;
                return;
            }

            if (next.Result is not { } line)
            {
                return;
            }

            if (Frame.Read(line, out int number) is not { } message)
            {
                Note(line);
                continue;
            }

            IsDamaged |= number != expected;
            expected = number + 1;
            receive(message);
            if (message.Finished)
            {
                return;
            }
        }
    }

    private void Note(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (_tail)
        {
            _tail.Enqueue(line.Trim());
            if (_tail.Count > ConsoleTail)
            {
                _tail.Dequeue();
            }
        }
    }

    private static void Stop(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }
}
