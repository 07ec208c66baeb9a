using System.Text.RegularExpressions;

namespace Bpf.KernelMatrix;

/// <summary>Programs that call helpers that came after Linux 5.10. A mark names the version, and the method of <c>BpfHelpers</c>.</summary>
internal static partial class NewHelperPrograms
{
    public const string Source = """
        [BpfObject(License = "GPL")]
        public static unsafe class CalledForEachElement
        {
            [BpfMap(MaxEntries = 4)] static readonly BpfHashMap<int, int> Values = new();

            [Uprobe("libc:malloc")]
            public static int OnMalloc(UprobeContext context)
            {
                int sum = 0;
                Values.ForEach(static (map, ref key, ref value, ref state) => { state += value; return BpfLoopResult.Continue; }, ref sum); //!! 5.13 ForEachMapElem
                return sum;
            }
        }

        [BpfObject(License = "GPL")]
        public static unsafe class CalledForEachRound
        {
            [Uprobe("libc:malloc")]
            public static int OnMalloc(UprobeContext context)
            {
                int sum = 0;
                BpfHelpers.Loop(10, static (index, ref state) => { state += (int)index; return BpfLoopResult.Continue; }, ref sum); //!! 5.17 Loop
                return sum;
            }
        }

        [BpfObject(License = "GPL")]
        public static unsafe class AtomicTime
        {
            static ulong s_time;

            [Uprobe("libc:malloc")]
            public static int OnMalloc(UprobeContext context)
            {
                s_time = BpfHelpers.KtimeGetTaiNs(); //!! 6.1 KtimeGetTaiNs
                return 0;
            }
        }

        [BpfObject(License = "GPL")]
        public static unsafe class TaskOfKernel
        {
            static ulong s_task;

            [Uprobe("libc:malloc")]
            public static int OnMalloc(UprobeContext context)
            {
                s_task = BpfHelpers.GetCurrentTaskBtf() == null ? 0UL : 1UL; //!! 5.11 GetCurrentTaskBtf
                return 0;
            }
        }
        """;

    /// <summary>The line, version and method of each class.</summary>
    public static Dictionary<string, (int Line, Version Since, string Method)> Marks()
    {
        Dictionary<string, (int Line, Version Since, string Method)> marks = [];
        string[] lines = Source.Split('\n');
        string name = "";
        for (int i = 0; i < lines.Length; i++)
        {
            name = Declaration().Match(lines[i]) is { Success: true } declaration ? declaration.Groups[1].Value : name;
            if (Mark().Match(lines[i]) is { Success: true } mark)
            {
                marks.Add(name, (i + 1, Version.Parse(mark.Groups[1].Value), mark.Groups[2].Value));
            }
        }

        return marks;
    }

    [GeneratedRegex(@"^public static unsafe class (\w+)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"//!! ([\d.]+) (\w+)$")]
    private static partial Regex Mark();
}
