using System.Diagnostics;
using Bpf.Runtime;

namespace Bpf.Attach.Guest;

/// <summary>The commands of this program.</summary>
internal static class Tracer
{
    /// <summary>Loads and attaches an object, lets the target call its functions, and prints the links and the count in .bss.</summary>
    public static int Count(string file, string target, int count)
    {
        using BpfObject program = BpfObject.Open(file);
        program.Load();
        if (program.Maps.FirstOrDefault(map => map.Type == MapType.PerfEventArray) is { } events)
        {
            new PerfEventBuffer<ulong>(events).Dispose();
        }

        program.Attach();
        using Process process = Process.Start(new ProcessStartInfo(target) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        process.StandardInput.WriteLine($"run {count}");
        process.StandardInput.Flush();
        process.StandardOutput.ReadLine();
        foreach (BpfProgram each in program.Programs)
        {
            Console.WriteLine(each.Link);
        }

        Console.WriteLine($"hits {program.Globals.Reference<ulong>(".bss", "hits")}");
        process.StandardInput.Close();
        process.WaitForExit();
        return 0;
    }

    /// <summary>Attaches, prints the id of the program, and waits to be killed.</summary>
    public static int Hold(string file, string target, UprobeAttachMode mode)
    {
        using BpfObject program = BpfObject.Open(file);
        program.Load();
        Link link = Attach(program, target, mode);
        Console.WriteLine($"{program.Programs[NameFor(mode)].GetInfo().Id} {link}");
        Thread.Sleep(Timeout.Infinite);
        return 0;
    }

    /// <summary>Attaches and detaches again and again; prints open descriptors and resident kilobytes before, halfway and after.</summary>
    public static int Cycle(string file, string target, UprobeAttachMode mode, int count)
    {
        using BpfObject program = BpfObject.Open(file);
        program.Load();
        const int WarmUp = 5;
        List<string> reports = [];
        for (int i = -WarmUp; i < count; i++)
        {
            // The first report is a warm-up. The console is opened after all measurements.
            if (i is -1 or 0 || i == count / 2)
            {
                reports.Add(Report());
            }

            Attach(program, target, mode).Detach();
        }

        reports.Add(Report());
        Console.WriteLine(string.Join('\n', reports[1..]));
        return 0;
    }

    private static Link Attach(BpfObject program, string target, UprobeAttachMode mode)
        => program.Programs.Get<UprobeProgram>(NameFor(mode)).Attach(UprobeTarget.File(target, "f_05"), new UprobeOptions { AttachMode = mode });

    // Auto selects the multi link here; the other modes are for a program that stays single.
    private static string NameFor(UprobeAttachMode mode) => mode == UprobeAttachMode.Default ? "on_entry" : "on_single";

    private static string Report()
    {
        // What the background thread has yet to close is not a leak.
        Stopwatch wait = Stopwatch.StartNew();
        while (OpenFiles().Any(file => file.Contains("[perf_event]", StringComparison.Ordinal)) && wait.Elapsed < TimeSpan.FromMinutes(5))
        {
            Thread.Sleep(50);
        }

        // Assemblies and pipes belong to the runtime, which opens them on demand and for its own threads.
        int descriptors = OpenFiles().Count(file => !file.EndsWith(".dll", StringComparison.Ordinal) && !file.StartsWith("pipe:", StringComparison.Ordinal));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        string resident = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return $"{descriptors} {resident}";
    }

    private static IEnumerable<string> OpenFiles() => Directory.GetFiles("/proc/self/fd").Select(path => new FileInfo(path).LinkTarget).OfType<string>();
}
