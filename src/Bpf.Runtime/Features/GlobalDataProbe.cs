
namespace Bpf.Runtime.Features;

/// <summary>Probes for globals: addresses of an array's value in instructions.</summary>
internal static class GlobalDataProbe
{
    private const int ValueSize = 32;
    private const int Offset = 16;
    private static readonly FeatureQuestion s_question = new("global_data", "5.2");

    public static KernelFeature Run(BpfToken? token)
    {
        Errno error = TrialMap.CreateArray(ValueSize, MapFlags.None, token, out BpfHandle map);
        using (map)
        {
            if (error != Errno.None)
            {
                return s_question.Refused(error, "creating an array");
            }

            // r1 = &value[16]; *(u64 *)r1 = 42; r0 = 0; exit
            error = TrialProgram.Load(
                ProgramType.SocketFilter, default, token,
                [new(0x18, 1, 2, 0, map.Descriptor), new(0, 0, 0, 0, Offset), new(0x7A, 1, 0, 0, 42), .. TrialProgram.Smallest],
                out BpfHandle program);
            program.Dispose();
            return s_question.By(error, "loading a program with a global");
        }
    }
}
