using Bpf.Runtime;

namespace Bpf.Attach.Guest;

/// <summary>Loads objects with a program each, and attaches the programs where that takes nothing but a cgroup, the loopback device or this namespace.</summary>
internal static class KindLoads
{
    private const string Device = "lo";
    private const string Namespace = "/proc/self/ns/net";

    /// <summary>Prints a line for each object: <c>NAME loaded</c>, <c>NAME attached</c>, <c>NAME not-loaded REASON</c> or <c>NAME not-attached REASON</c>.</summary>
    public static int Run(string cgroup, string[] files)
    {
        foreach (string file in files)
        {
            Console.WriteLine($"{Path.GetFileNameWithoutExtension(file)} {Try(file, cgroup).ReplaceLineEndings(" ")}");
        }

        return 0;
    }

    private static string Try(string file, string cgroup)
    {
        using BpfObject bpf = BpfObject.Open(file);
        using BpfObject replaced = BpfObject.Open(Path.Combine(Path.GetDirectoryName(file)!, "Xdp.o"));
        try
        {
            if (bpf.Programs.OfType<ExtensionProgram>().FirstOrDefault() is { } extension)
            {
                replaced.Load();
                extension.Target = replaced.Programs["Run"];
            }

            bpf.Load();
        }
        catch (BpfException exception)
        {
            return $"not-loaded {exception.Message}";
        }

        try
        {
            return Attach(bpf, cgroup) ? "attached" : "loaded";
        }
        catch (BpfException exception)
        {
            return $"not-attached {exception.Message}";
        }
    }

    private static bool Attach(BpfObject bpf, string cgroup)
    {
        foreach (BpfProgram program in bpf.Programs)
        {
            switch (program)
            {
                case UprobeProgram or UsdtProgram or KprobeProgram:
                    return false; // These need a target that exists; TokenTests has one.
                case CgroupProgram each:
                    each.Attach(cgroup);
                    return true;
                case XdpProgram each:
                    each.Attach(Device);
                    return true;
                case TrafficControlProgram { SectionName: "tcx/ingress" or "tcx/egress" } each:
                    each.Attach(Device);
                    return true;
                case TrafficControlProgram { SectionName: "tc" } each:
                    each.Attach(Device, TrafficDirection.Ingress);
                    return true;
                case NetworkNamespaceProgram each:
                    each.Attach(Namespace);
                    return true;
            }
        }

        bpf.Attach();
        return bpf.Programs.Any(static program => program.Link is not null);
    }
}
