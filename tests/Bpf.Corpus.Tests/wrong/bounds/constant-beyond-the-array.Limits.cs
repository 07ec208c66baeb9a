using Bpf;

internal static class Limits
{
    public const int Columns = 12;
    public const int Total = Columns;
}
