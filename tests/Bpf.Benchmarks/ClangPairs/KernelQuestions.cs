namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static unsafe class KernelQuestions
{
    [KernelStruct("task_struct")]
    public struct TaskStruct
    {
        public int Pid;
        [KernelField("__state")]
        public uint State;
        [KernelField("state")]
        public long OldState;
    }

    [KernelEnum("bpf_map_type")]
    public enum MapTypes
    {
        [KernelName("BPF_MAP_TYPE_RINGBUF")]
        RingBuffer = 27,
    }

    public struct Arguments
    {
        public ulong State;
        public uint TaskSize;
        public uint HasRingBuffer;
        public ulong RingBuffer;
    }

    [SyscallProgram]
    public static int Run(ref Arguments arguments)
    {
        TaskStruct* task = (TaskStruct*)BpfHelpers.GetCurrentTask();
        arguments.State = Core.FieldExists(in task->State) ? Core.Read(in task->State) : (ulong)Core.Read(in task->OldState);
        arguments.TaskSize = Core.TypeSize<TaskStruct>();
        arguments.HasRingBuffer = Core.EnumValueExists(MapTypes.RingBuffer) ? 1u : 0;
        arguments.RingBuffer = Core.EnumValue(MapTypes.RingBuffer);
        return 0;
    }
}
