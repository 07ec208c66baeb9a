using System.Globalization;

namespace Bpf.Runtime;

/// <summary>What the kernel says about schedulers written as BPF programs (sched_ext, kernel 6.12 with <c>CONFIG_SCHED_CLASS_EXT</c>).</summary>
public static class KernelScheduler
{
    private const string Directory = "/sys/kernel/sched_ext";

    /// <summary>Whether the kernel can run such schedulers, as far as sysfs shows.</summary>
    public static bool IsSupported => File.Exists($"{Directory}/state");

    /// <summary>
    /// Whether one is active: <c>disabled</c>, <c>enabling</c>, <c>enabled</c> or <c>disabling</c>; <see langword="null"/> if the kernel does not support them.
    /// </summary>
    public static string? State => Read("state");

    /// <summary>The name of the active scheduler, the member <c>name</c> of its table; <see langword="null"/> when none is active.</summary>
    public static string? ActiveName => Read("root/ops") is { Length: > 0 } name ? name : null;

    /// <summary>
    /// Counts what the kernel did for the active scheduler because of its behavior, such as tasks that had to run on another CPU than it chose
    /// (<c>SCX_EV_SELECT_CPU_FALLBACK</c>), by the kernel's names. Empty when none is active, and before kernel 6.15.
    /// </summary>
    public static IReadOnlyDictionary<string, long> GetEvents()
    {
        Dictionary<string, long> events = [];
        foreach (string line in (Read("root/events") ?? "").Split('\n'))
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var name, var count]
                && long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            {
                events[name] = number;
            }
        }

        return events;
    }

    // The files of the active scheduler disappear with it.
    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText($"{Directory}/{file}").Trim();
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}
